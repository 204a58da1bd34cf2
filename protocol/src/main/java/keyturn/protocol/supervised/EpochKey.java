package keyturn.protocol.supervised;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.message.ServerMessage.ConversationKey;

/**
 * The key of one epoch of a supervised conversation (docs/spec/supervised.md#epoch): an HKDF input,
 * never a cipher key itself. Whoever makes one closes it, which erases the secret.
 *
 * @param number the epoch's, 1 or more
 * @param secret 32 bytes, owned by this record
 */
public record EpochKey(
    ConversationId conversation, long number, CipherSuite suite, SecretBytes secret)
    implements AutoCloseable {
  public EpochKey {
    if (number <= 0) {
      throw new IllegalArgumentException("epoch: expected 1 or more, got " + number);
    }
    if (secret.length() != EpochSecret.LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "epoch key: expected " + EpochSecret.LENGTH_BYTES + " bytes, got " + secret.length());
    }
    if (suite == CipherSuite.CHACHA20_POLY1305) {
      throw new IllegalArgumentException(suite.name() + " is for tunnels only");
    }
  }

  /** A new epoch's key, drawn for it alone and derived from nothing. */
  public static EpochKey random(
      ConversationId conversation, long number, CipherSuite suite, SecureRandom random) {
    return new EpochKey(
        conversation, number, suite, SecretBytes.random(EpochSecret.LENGTH_BYTES, random));
  }

  /** The key as the server handed it over. */
  public static EpochKey of(ConversationKey message) {
    return new EpochKey(
        message.conversation(),
        message.epoch(),
        message.suite(),
        SecretBytes.adopt(message.key().value().toArray()));
  }

  /** The secret in the form that {@link ConversationKey} carries. */
  public EpochSecret handOver() {
    return secret.use(bytes -> new EpochSecret(Bytes.of(bytes)));
  }

  @Override
  public void close() {
    secret.close();
  }
}
