package keyturn.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Signatures with keys in their bare form, as MLS carries them (RFC 9420 §5.1.1, §5.1.2).
 * Identities of Keyturn itself are {@link SigningKey} and {@link VerifyingKey}.
 */
public enum SignatureAlgorithm {
  /** RFC 8032: private key 32, public key 32, signature 64 bytes. */
  ED25519 {
    @Override
    public SecretBytes generate(SecureRandom random) {
      return SecretBytes.random(Ed25519Keys.KEY_BYTES, random);
    }

    @Override
    public Bytes publicOf(SecretBytes privateKey) {
      return Ed25519Keys.publicOf(privateKey);
    }

    @Override
    public Bytes sign(SecretBytes privateKey, byte[] message) {
      return Ed25519Keys.sign(privateKey, message);
    }

    @Override
    public boolean isPrivateKey(SecretBytes privateKey) {
      return privateKey.length() == Ed25519Keys.KEY_BYTES;
    }

    @Override
    public boolean isPublicKey(Bytes publicKey) {
      return Ed25519Keys.isPublicKey(publicKey);
    }

    @Override
    boolean verifies(Bytes publicKey, byte[] message, Bytes signature) {
      return publicKey.length() == Ed25519Keys.KEY_BYTES
          && Ed25519Keys.verifies(publicKey, message, signature);
    }
  },
  /**
   * ECDSA over P-256 with SHA-256 (FIPS 186-5): private key 32 bytes, public key an uncompressed
   * point (65), signature DER (RFC 3279 §2.2.3), nonces by RFC 6979.
   */
  ECDSA_P256_SHA256 {
    @Override
    public SecretBytes generate(SecureRandom random) {
      return new P256Exchange().generatePrivate(random);
    }

    @Override
    public Bytes publicOf(SecretBytes privateKey) {
      return new P256Exchange().publicOf(privateKey);
    }

    @Override
    public Bytes sign(SecretBytes privateKey, byte[] message) {
      return EcdsaP256.sign(privateKey, message);
    }

    @Override
    public boolean isPrivateKey(SecretBytes privateKey) {
      return privateKey.length() == P256Exchange.SECRET_BYTES
          && privateKey.use(d -> P256Exchange.isScalar(new BigInteger(1, d)));
    }

    @Override
    public boolean isPublicKey(Bytes publicKey) {
      return P256Exchange.isPoint(publicKey);
    }

    @Override
    boolean verifies(Bytes publicKey, byte[] message, Bytes signature) {
      return EcdsaP256.verifies(publicKey, message, signature);
    }
  };

  /** A fresh private key; the caller closes it. */
  public abstract SecretBytes generate(SecureRandom random);

  public abstract Bytes publicOf(SecretBytes privateKey);

  public abstract Bytes sign(SecretBytes privateKey, byte[] message);

  /** Whether a saved key can be one of this algorithm: its length, and its range if it has one. */
  public abstract boolean isPrivateKey(SecretBytes privateKey);

  /** Whether it is a key of this algorithm: its length, and that it is a point of the group. */
  public abstract boolean isPublicKey(Bytes publicKey);

  abstract boolean verifies(Bytes publicKey, byte[] message, Bytes signature);

  /**
   * Returns if the signature is right.
   *
   * @param publicKey from the peer, any length and content
   * @param signature from the peer, any length and content
   * @throws AuthenticationFailedException if it is not this key's signature of {@code message}, or
   *     the key is none
   */
  public void verify(Bytes publicKey, byte[] message, Bytes signature)
      throws AuthenticationFailedException {
    if (!verifies(publicKey, message, signature)) {
      throw new AuthenticationFailedException();
    }
  }
}
