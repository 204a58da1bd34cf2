package keyturn.load.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientEvent;
import keyturn.client.ClientSettings;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.MessageId;

/**
 * The product's client in a program of its own, to be killed: it prints a line for each message of
 * others that it shows, as found in the vault or as new. Ends when its input does.
 */
public final class VictimProgram {
  static final String FOUND = "found";
  static final int FIELDS = 5;

  private static final String CAME = "came";
  private static final long TYPING_MILLIS = 500;

  private VictimProgram() {}

  /** Arguments: address, fingerprint, home, name, password. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Window window = new Window(new Printing(out));
    Semaphore refusals = new Semaphore(0);
    ClientSettings settings =
        ClientSettings.of(
                URI.create(arguments[0]),
                Runnable::run,
                "victim",
                Clock.systemUTC(),
                new SecureRandom())
            .withTrust(Fingerprint.parse(arguments[1]).orElseThrow())
            .withHome(Path.of(arguments[2]));
    try (KeyturnClient client =
        KeyturnClient.open(
            settings,
            event -> {
              window.onEvent(event);
              if (event instanceof ClientEvent.SignInRefused) {
                refusals.release();
              }
            })) {
      window.of(client);
      typePassword(client, arguments[3], arguments[4], refusals);
      while (System.in.read() >= 0) {
        // Whoever started this program says nothing; it ends with him.
      }
    }
  }

  /** Again after each refusal: the client before this one may not have closed the vault yet. */
  private static void typePassword(
      KeyturnClient client, String name, String password, Semaphore refusals) {
    client.signIn(name, password.toCharArray());
    Thread typing =
        new Thread(
            () -> {
              try {
                while (true) {
                  refusals.acquire();
                  TimeUnit.MILLISECONDS.sleep(TYPING_MILLIS);
                  client.signIn(name, password.toCharArray());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "typing");
    typing.setDaemon(true);
    typing.start();
  }

  private record Printing(PrintStream out, Set<MessageId> shown) implements Window.Viewer {
    Printing(PrintStream out) {
      this(out, new HashSet<>());
    }

    @Override
    public void found(StoredMessage message) {
      print(FOUND, message);
    }

    @Override
    public void came(StoredMessage message) {
      print(CAME, message);
    }

    private void print(String how, StoredMessage message) {
      if (!message.mine() && shown.add(message.id())) {
        out.println(line(how, message));
      }
    }
  }

  private static String line(String how, StoredMessage message) {
    return String.join(
        "\t",
        how,
        message.conversation().toString(),
        message.id().toString(),
        message.senderName(),
        Long.toString(message.sequence().orElse(0)));
  }
}
