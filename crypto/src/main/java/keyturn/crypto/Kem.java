package keyturn.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** A key encapsulation mechanism of HPKE (RFC 9180 §4, §7.1). Stateless, thread-safe. */
public enum Kem {
  /** DHKEM(P-256, HKDF-SHA256): public key and enc are uncompressed points (65). */
  P256(0x0010, 32, P256Exchange.POINT_BYTES, P256Exchange.POINT_BYTES),
  /** DHKEM(X25519, HKDF-SHA256): all of 32 bytes. */
  X25519(0x0020, 32, X25519Exchange.KEY_BYTES, X25519Exchange.KEY_BYTES),
  /** X-Wing (draft-connolly-cfrg-xwing-kem): private key 32, public key 1216, enc 1120 bytes. */
  X_WING(0x647A, XWing.SEED_BYTES, XWing.PUBLIC_BYTES, XWing.ENC_BYTES);

  /** Nsecret of RFC 9180: the same in all of them. */
  public static final int SECRET_BYTES = 32;

  private final int code;
  private final int privateKeyBytes;
  private final int publicKeyBytes;
  private final int encBytes;

  Kem(int code, int privateKeyBytes, int publicKeyBytes, int encBytes) {
    this.code = code;
    this.privateKeyBytes = privateKeyBytes;
    this.publicKeyBytes = publicKeyBytes;
    this.encBytes = encBytes;
  }

  public static Optional<Kem> ofCode(int code) {
    return Arrays.stream(values()).filter(kem -> kem.code == code).findFirst();
  }

  /** What encapsulation makes. */
  interface Algorithm {
    SecretBytes derivePrivate(SecretBytes ikm);

    boolean isPublicKey(Bytes publicKey);

    Bytes publicOf(SecretBytes privateKey);

    AnsweredShare encapsulate(Bytes publicKey, SecureRandom random)
        throws KeyExchange.RefusedShareException;

    SecretBytes decapsulate(KemKeyPair pair, Bytes enc) throws KeyExchange.RefusedShareException;
  }

  public int code() {
    return code;
  }

  public int privateKeyBytes() {
    return privateKeyBytes;
  }

  public int publicKeyBytes() {
    return publicKeyBytes;
  }

  public int encBytes() {
    return encBytes;
  }

  /**
   * Whether it is a key that can be encapsulated to: its length, and that it leads to no secret
   * that everybody knows.
   */
  public boolean isPublicKey(Bytes publicKey) {
    return publicKey.length() == publicKeyBytes && algorithm().isPublicKey(publicKey);
  }

  /** A fresh key pair; the caller closes it. */
  public KemKeyPair generate(SecureRandom random) {
    try (SecretBytes ikm = SecretBytes.random(Math.max(privateKeyBytes, SECRET_BYTES), random)) {
      return derive(ikm);
    }
  }

  /** DeriveKeyPair (RFC 9180 §4, §7.1.3); the caller closes the pair and {@code ikm}. */
  public KemKeyPair derive(SecretBytes ikm) {
    SecretBytes privateKey = algorithm().derivePrivate(ikm);
    return new KemKeyPair(this, privateKey, algorithm().publicOf(privateKey));
  }

  /**
   * The pair of a private key that comes from elsewhere.
   *
   * @param privateKey {@link #privateKeyBytes}, copied
   */
  public KemKeyPair ofPrivate(SecretBytes privateKey) {
    if (privateKey.length() != privateKeyBytes) {
      throw new IllegalArgumentException(
          "%s private key of %d bytes, expected %d"
              .formatted(this, privateKey.length(), privateKeyBytes));
    }
    return new KemKeyPair(this, privateKey.copy(), algorithm().publicOf(privateKey));
  }

  /**
   * Encap (RFC 9180 §4).
   *
   * @param publicKey from the peer, any length and content
   * @return enc and the secret (32), which the caller closes
   * @throws AuthenticationFailedException if it is no public key, or leads to a known secret
   */
  AnsweredShare encapsulate(Bytes publicKey, SecureRandom random)
      throws AuthenticationFailedException {
    if (publicKey.length() != publicKeyBytes) {
      throw new AuthenticationFailedException();
    }
    try {
      return algorithm().encapsulate(publicKey, random);
    } catch (KeyExchange.RefusedShareException e) {
      throw new AuthenticationFailedException();
    }
  }

  /** Decap (RFC 9180 §4); the caller closes the secret (32). */
  SecretBytes decapsulate(KemKeyPair pair, Bytes enc) throws AuthenticationFailedException {
    if (enc.length() != encBytes) {
      throw new AuthenticationFailedException();
    }
    try {
      return algorithm().decapsulate(pair, enc);
    } catch (KeyExchange.RefusedShareException e) {
      throw new AuthenticationFailedException();
    }
  }

  private Algorithm algorithm() {
    return switch (this) {
      case P256 -> DhKem.P256;
      case X25519 -> DhKem.X25519;
      case X_WING -> XWing.INSTANCE;
    };
  }
}
