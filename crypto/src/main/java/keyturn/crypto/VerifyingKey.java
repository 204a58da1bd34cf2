package keyturn.crypto;

import java.security.InvalidKeyException;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** The public half of an identity: Ed25519, or RSA of 3072 to 8192 bits. Immutable. */
public final class VerifyingKey {
  private interface Verifier {
    boolean verifies(byte[] message, Bytes signature);
  }

  private final SignatureScheme scheme;
  private final Bytes spki;
  private final Verifier verifier;

  private VerifyingKey(SignatureScheme scheme, Bytes spki, Verifier verifier) {
    this.scheme = scheme;
    this.spki = spki;
    this.verifier = verifier;
  }

  /**
   * Reads a public key.
   *
   * @param spki DER SubjectPublicKeyInfo from the peer, any content
   * @throws InvalidKeyException if it is no such key, in no other than the DER encoding
   */
  public static VerifyingKey ofSpki(Bytes spki) throws InvalidKeyException {
    return ofSpki(spki, RsaPss.MIN_MODULUS_BITS);
  }

  /** With a smaller modulus allowed, for published vectors. */
  static VerifyingKey ofSpki(Bytes spki, int minModulusBits) throws InvalidKeyException {
    Optional<Bytes> ed25519 = Ed25519Keys.ofSpki(spki);
    if (ed25519.isPresent()) {
      Bytes key = ed25519.get();
      return new VerifyingKey(
          SignatureScheme.ED25519,
          spki,
          (message, signature) -> Ed25519Keys.verifies(key, message, signature));
    }
    RSAPublicKey key = RsaPss.ofSpki(spki, minModulusBits);
    return new VerifyingKey(
        SignatureScheme.RSA_PSS_SHA256,
        spki,
        (message, signature) -> RsaPss.verifies(key, message, signature));
  }

  public SignatureScheme scheme() {
    return scheme;
  }

  /** DER SubjectPublicKeyInfo. */
  public Bytes spki() {
    return spki;
  }

  public Fingerprint fingerprint() {
    return Fingerprint.ofSpki(spki);
  }

  /**
   * Returns if the signature is right.
   *
   * @param signature from the peer, any length and content
   * @throws AuthenticationFailedException if it is not this key's signature of {@code message}
   */
  public void verify(byte[] message, Bytes signature) throws AuthenticationFailedException {
    if (!verifier.verifies(message, signature)) {
      throw new AuthenticationFailedException();
    }
  }
}
