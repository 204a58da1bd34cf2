package keyturn.crypto;

/**
 * An AEAD (RFC 5116) for protocols that derive a key and a nonce for each message themselves, as
 * HPKE and MLS do. Who seals twice with one key and nonce loses both messages: everything else uses
 * {@link SuiteCipher}, which counts. Stateless, thread-safe.
 */
public enum Aead {
  /** NIST SP 800-38D. */
  AES_128_GCM(0x0001, 16, AeadCipher.Kind.AES_GCM),
  /** NIST SP 800-38D. */
  AES_256_GCM(0x0002, 32, AeadCipher.Kind.AES_GCM),
  /** RFC 8439. */
  CHACHA20_POLY1305(0x0003, 32, AeadCipher.Kind.CHACHA20_POLY1305);

  public static final int NONCE_BYTES = AeadCipher.NONCE_BYTES;
  public static final int TAG_BYTES = AeadCipher.TAG_BYTES;

  private final int code;
  private final int keyBytes;
  private final AeadCipher.Kind kind;

  Aead(int code, int keyBytes, AeadCipher.Kind kind) {
    this.code = code;
    this.keyBytes = keyBytes;
    this.kind = kind;
  }

  /** The code of RFC 9180 §7.3. */
  public int code() {
    return code;
  }

  public int keyBytes() {
    return keyBytes;
  }

  /**
   * Encrypts and authenticates.
   *
   * @param key {@link #keyBytes}; stays the caller's
   * @param nonce {@link #NONCE_BYTES}, never the same twice under one key
   * @return ciphertext || tag ({@link #TAG_BYTES})
   */
  public byte[] seal(SecretBytes key, byte[] nonce, byte[] aad, byte[] plaintext) {
    return cipher(key, nonce).seal(nonce, aad, plaintext);
  }

  /**
   * The reverse of {@link #seal}.
   *
   * @throws AuthenticationFailedException whatever is wrong, and then no byte is returned
   */
  public byte[] open(SecretBytes key, byte[] nonce, byte[] aad, byte[] sealed)
      throws AuthenticationFailedException {
    return cipher(key, nonce).open(nonce, aad, sealed);
  }

  private AeadCipher cipher(SecretBytes key, byte[] nonce) {
    if (key.length() != keyBytes || nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException(
          "%s takes key %d, nonce %d bytes; got %d, %d"
              .formatted(this, keyBytes, NONCE_BYTES, key.length(), nonce.length));
    }
    return new AeadCipher(kind, key);
  }
}
