package keyturn.crypto;

/**
 * A private key that signs often: its public key, which Ed25519 needs for each signature, is
 * computed once. It is computed here and cannot be given, because signing with another public key
 * would reveal the private one. Thread-safe.
 */
public final class SignatureKey implements AutoCloseable {
  private final SignatureAlgorithm algorithm;
  private final SecretBytes privateKey;
  private final Bytes publicKey;

  private SignatureKey(SignatureAlgorithm algorithm, SecretBytes privateKey) {
    this.algorithm = algorithm;
    this.privateKey = privateKey;
    this.publicKey = algorithm.publicOf(privateKey);
  }

  /** Copies {@code privateKey}. */
  public static SignatureKey of(SignatureAlgorithm algorithm, SecretBytes privateKey) {
    return new SignatureKey(algorithm, privateKey.copy());
  }

  public Bytes publicKey() {
    return publicKey;
  }

  /** The same signature as {@link SignatureAlgorithm#sign} gives. */
  public Bytes sign(byte[] message) {
    return algorithm == SignatureAlgorithm.ED25519
        ? Ed25519Keys.sign(privateKey, publicKey, message)
        : algorithm.sign(privateKey, message);
  }

  @Override
  public void close() {
    privateKey.close();
  }

  @Override
  public String toString() {
    return algorithm + " [secret]";
  }
}
