package keyturn.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * AES-256-GCM for things at rest (docs/spec/suites.md#sealed-box): box = nonce (12) || ciphertext
 * || tag (16), the nonce random, so at most 2³² boxes under one key (NIST SP 800-38D §8.3).
 */
public final class SealedBox {
  public static final int KEY_BYTES = 32;
  public static final int OVERHEAD_BYTES = AeadCipher.NONCE_BYTES + AeadCipher.TAG_BYTES;

  private SealedBox() {}

  /**
   * Seals under a nonce of its own.
   *
   * @param key 32 bytes; stays the caller's
   * @param aad what the box belongs to, so that it opens nowhere else; not part of the box
   */
  public static Bytes seal(SecretBytes key, byte[] aad, byte[] plaintext, SecureRandom random) {
    byte[] nonce = new byte[AeadCipher.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(key).seal(nonce, aad, plaintext);
    return Bytes.concat(Bytes.of(nonce), Bytes.of(sealed));
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws AuthenticationFailedException if key, aad or any byte of the box is another
   */
  public static byte[] open(SecretBytes key, byte[] aad, Bytes box)
      throws AuthenticationFailedException {
    byte[] all = box.toArray();
    if (all.length < OVERHEAD_BYTES) {
      throw new AuthenticationFailedException();
    }
    byte[] nonce = Arrays.copyOfRange(all, 0, AeadCipher.NONCE_BYTES);
    return cipher(key)
        .open(nonce, aad, Arrays.copyOfRange(all, AeadCipher.NONCE_BYTES, all.length));
  }

  private static AeadCipher cipher(SecretBytes key) {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key of " + key.length() + " bytes, expected " + KEY_BYTES);
    }
    return new AeadCipher(AeadCipher.Kind.AES_GCM, key);
  }
}
