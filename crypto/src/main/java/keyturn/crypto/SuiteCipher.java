package keyturn.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Seals or opens what goes in one direction under one key (docs/spec/suites.md#sealing). Not
 * thread-safe.
 *
 * <p>In the AEAD suites the nonce is IV xor counter. The other suites do not look at the counter: a
 * caller whose counter must be authentic puts it into {@code aad}, in every suite.
 */
public final class SuiteCipher implements AutoCloseable {
  /** One suite at work; {@code nonce} means something to the AEAD suites only. */
  private interface Sealing {
    byte[] seal(byte[] nonce, byte[] aad, byte[] plaintext);

    byte[] open(byte[] nonce, byte[] aad, byte[] sealed) throws AuthenticationFailedException;

    void close();
  }

  private final CipherSuite suite;
  private final Bytes iv;
  private final Sealing sealing;
  private boolean sealedBefore;
  private long lastCounter;
  private boolean closed;

  private SuiteCipher(CipherSuite suite, Bytes iv, Sealing sealing) {
    this.suite = suite;
    this.iv = iv;
    this.sealing = sealing;
  }

  /**
   * A cipher for one direction.
   *
   * @param key {@link CipherSuite#keyBytes}, copied: the caller closes its own
   * @param iv {@link CipherSuite#ivBytes}, so empty for the suites with a random IV
   * @param random draws those random IVs
   * @throws IllegalArgumentException if a length is wrong, or a Triple-DES key degenerate
   */
  public static SuiteCipher create(
      CipherSuite suite, SecretBytes key, Bytes iv, SecureRandom random) {
    if (key.length() != suite.keyBytes() || iv.length() != suite.ivBytes()) {
      throw new IllegalArgumentException(
          "%s takes key %d, IV %d bytes; got %d, %d"
              .formatted(suite, suite.keyBytes(), suite.ivBytes(), key.length(), iv.length()));
    }
    return new SuiteCipher(suite, iv, sealing(suite, key, random));
  }

  public CipherSuite suite() {
    return suite;
  }

  /**
   * Encrypts and authenticates.
   *
   * @param counter unsigned, above every counter sealed with before, in every suite
   * @param aad authenticated, not part of the output; of any length
   * @return ciphertext || tag, in the suites with a random IV IV || ciphertext || tag; at most
   *     {@link CipherSuite#maxOverheadBytes} longer than {@code plaintext}
   * @throws IllegalStateException if {@code counter} is not above the last one, or after {@link
   *     #close}
   */
  public byte[] seal(long counter, byte[] aad, byte[] plaintext) {
    requireOpen();
    if (sealedBefore && Long.compareUnsigned(counter, lastCounter) <= 0) {
      throw new IllegalStateException(
          "counter %s after %s: a nonce must never repeat"
              .formatted(Long.toUnsignedString(counter), Long.toUnsignedString(lastCounter)));
    }
    sealedBefore = true;
    lastCounter = counter;
    return sealing.seal(nonce(counter), aad, plaintext);
  }

  /**
   * The tag is compared in constant time before anything is decrypted. Opening changes nothing
   * here: replay is the caller's to refuse.
   *
   * @throws AuthenticationFailedException whatever is wrong, and then no byte is returned
   */
  public byte[] open(long counter, byte[] aad, byte[] sealed) throws AuthenticationFailedException {
    requireOpen();
    return sealing.open(nonce(counter), aad, sealed);
  }

  @Override
  public void close() {
    closed = true;
    sealing.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this cipher has been closed");
    }
  }

  private byte[] nonce(long counter) {
    byte[] nonce = iv.toArray();
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(counter).array();
    for (int i = 0; i < Math.min(nonce.length, Long.BYTES); i++) {
      nonce[nonce.length - 1 - i] ^= number[Long.BYTES - 1 - i];
    }
    return nonce;
  }

  private static Sealing sealing(CipherSuite suite, SecretBytes key, SecureRandom random) {
    return switch (suite) {
      case AES_256_GCM, AES_128_GCM -> aead(AeadCipher.Kind.AES_GCM, key);
      case CHACHA20_POLY1305 -> aead(AeadCipher.Kind.CHACHA20_POLY1305, key);
      case A256CBC_HS512 -> composed(EncryptThenMac.Layout.A256CBC_HS512, key, random);
      case A128CBC_HS256 -> composed(EncryptThenMac.Layout.A128CBC_HS256, key, random);
      case A256CBC_HS256 -> composed(EncryptThenMac.Layout.A256CBC_HS256, key, random);
      case A128CBC_HS512 -> composed(EncryptThenMac.Layout.A128CBC_HS512, key, random);
      case TDES_CBC_HS256 -> composed(EncryptThenMac.Layout.TDES_CBC_HS256, key, random);
      case KEYED_HASH_HS256 -> composed(EncryptThenMac.Layout.KEYED_HASH_HS256, key, random);
    };
  }

  private static Sealing aead(AeadCipher.Kind kind, SecretBytes key) {
    SecretBytes ours = key.copy();
    AeadCipher cipher = new AeadCipher(kind, ours);
    return new Sealing() {
      @Override
      public byte[] seal(byte[] nonce, byte[] aad, byte[] plaintext) {
        return cipher.seal(nonce, aad, plaintext);
      }

      @Override
      public byte[] open(byte[] nonce, byte[] aad, byte[] sealed)
          throws AuthenticationFailedException {
        return cipher.open(nonce, aad, sealed);
      }

      @Override
      public void close() {
        ours.close();
      }
    };
  }

  private static Sealing composed(
      EncryptThenMac.Layout layout, SecretBytes key, SecureRandom random) {
    EncryptThenMac cipher = new EncryptThenMac(layout, key, random);
    return new Sealing() {
      @Override
      public byte[] seal(byte[] nonce, byte[] aad, byte[] plaintext) {
        return cipher.seal(aad, plaintext);
      }

      @Override
      public byte[] open(byte[] nonce, byte[] aad, byte[] sealed)
          throws AuthenticationFailedException {
        return cipher.open(aad, sealed);
      }

      @Override
      public void close() {
        cipher.close();
      }
    };
  }
}
