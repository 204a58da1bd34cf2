package keyturn.quickstart;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientEvent;
import keyturn.client.ClientSettings;
import keyturn.client.DeliveryState;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * A person for whoever tries Keyturn alone: answers each message with its own text. An ordinary
 * client, inside the launcher.
 */
final class Echo implements AutoCloseable {
  static final String NAME = "Echo";

  private final Steps steps;
  private final CountDownLatch signedIn = new CountDownLatch(1);
  // Touched by the client's own thread only.
  private final Map<ConversationId, Long> answered = new HashMap<>();
  private volatile @Nullable KeyturnClient client;

  private Echo(Steps steps) {
    this.steps = steps;
  }

  /**
   * Begins to sign in.
   *
   * @param home keeps Echo's vault
   */
  static Echo signIn(
      URI server,
      Fingerprint trusted,
      Path home,
      char[] password,
      SecureRandom random,
      Steps steps) {
    Echo echo = new Echo(steps);
    ClientSettings settings =
        ClientSettings.of(server, Runnable::run, "quick start", Clock.systemUTC(), random)
            .withHome(home)
            .withTrust(trusted);
    KeyturnClient client = KeyturnClient.open(settings, echo::hear);
    echo.client = client;
    client.signIn(NAME, password);
    return echo;
  }

  /** Whether Echo is signed in within {@code patience}. */
  boolean awaitSignedIn(Duration patience) {
    try {
      return signedIn.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void hear(ClientEvent event) {
    if (event instanceof ClientEvent.SignedIn) {
      signedIn.countDown();
    } else if (event instanceof ClientEvent.SignInRefused refused) {
      steps.say("Echo cannot sign in: %s", refused.reason());
    } else if (event instanceof ClientEvent.MessageChanged changed) {
      answer(changed.message());
    }
  }

  // A message is heard of again when its state changes: each sequence is answered once.
  private void answer(StoredMessage message) {
    KeyturnClient answering = client;
    if (answering == null
        || message.mine()
        || message.state() != DeliveryState.STORED
        || message.sequence().isEmpty()
        || message.text().isEmpty()) {
      return;
    }
    long sequence = message.sequence().getAsLong();
    if (sequence > answered.getOrDefault(message.conversation(), 0L)) {
      answered.put(message.conversation(), sequence);
      answering.markRead(message.conversation(), sequence);
      answering.send(message.conversation(), message.text().get());
    }
  }

  @Override
  public void close() {
    KeyturnClient closing = client;
    if (closing != null) {
      closing.close();
    }
  }
}
