package keyturn.server.conversation;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.SealedBox;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.supervised.EpochKey;

/**
 * Draws epoch keys and wraps them for the database (docs/spec/storage.md#wrapped-epoch-keys): AES
 * GCM under the day's key, AAD = conversation (8) || epoch (8).
 */
public final class EpochKeys implements EpochStore.KeyMaker {
  private final KeyRing ring;
  private final SecureRandom random;

  public EpochKeys(KeyRing ring, SecureRandom random) {
    this.ring = ring;
    this.random = random;
  }

  @Override
  public WrappedKey make(EpochRef epoch, LocalDate day) {
    KeyRing.Kek kek = ring.ofDay(day);
    try (SecretBytes secret = SecretBytes.random(EpochSecret.LENGTH_BYTES, random)) {
      return secret.use(
          plain -> new WrappedKey(kek.id(), SealedBox.seal(kek.key(), aad(epoch), plain, random)));
    }
  }

  /**
   * Unwraps; the caller closes the key.
   *
   * @throws KeyRingException if the ring does not hold the key it is wrapped under, or the box was
   *     moved or changed
   */
  EpochKey unwrap(StoredEpoch epoch) {
    KeyRing.Kek kek = ring.named(epoch.key().kekId());
    byte[] plain;
    try {
      plain = SealedBox.open(kek.key(), aad(epoch.ref()), epoch.key().box());
    } catch (AuthenticationFailedException e) {
      throw new KeyRingException(
          "the key of epoch " + epoch.ref().number() + " does not unwrap under " + kek.id(), e);
    }
    try {
      return new EpochKey(
          epoch.conversation(), epoch.ref().number(), epoch.suite(), SecretBytes.copyOf(plain));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] aad(EpochRef epoch) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(epoch.conversation().value())
        .putLong(epoch.number())
        .array();
  }
}
