package keyturn.server.delivery;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Limits;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.PayloadCipher;
import keyturn.server.StoreException;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.Epochs;
import keyturn.server.session.Session;

/**
 * Opens payloads under the device and connection of the session they came by, and throws the
 * plaintext away (docs/spec/supervised.md#replay): what a member's client could not open, or was
 * recorded on another connection, is never stored.
 */
final class PayloadCheck {
  private final Epochs epochs;
  private final SecureRandom random;

  PayloadCheck(Epochs epochs, SecureRandom random) {
    this.epochs = epochs;
    this.random = random;
  }

  /** Blocks where a key has to be read from the database; holds no lock there. */
  Map<PendingSend, Opening> open(Collection<PendingSend> sends) {
    Set<EpochRef> needed = new HashSet<>();
    sends.forEach(send -> needed.add(send.epoch()));
    try {
      epochs.load(needed);
    } catch (StoreException e) {
      // Those whose keys are not here are told to try again.
      needed.clear();
    }
    Map<PendingSend, Opening> openings = new HashMap<>();
    for (PendingSend send : sends) {
      openings.put(send, open(send));
    }
    return openings;
  }

  private Opening open(PendingSend send) {
    return epochs
        .remembered(send.epoch())
        .flatMap(epoch -> epoch.use(key -> open(key, send.session(), send.message())))
        .orElse(Opening.NO_KEY);
  }

  private Opening open(EpochKey key, Session session, Send message) {
    if (message.counter() <= 0 || message.sealed().length() > Limits.MAX_SEALED_BYTES) {
      return Opening.DOES_NOT_OPEN;
    }
    try (PayloadCipher cipher =
        PayloadCipher.of(key, session.device(), session.connection(), random)) {
      byte[] plaintext = cipher.open(message.counter(), message.id(), message.sealed());
      Arrays.fill(plaintext, (byte) 0);
      return Opening.OPENS;
    } catch (AuthenticationFailedException e) {
      return Opening.DOES_NOT_OPEN;
    }
  }
}
