package keyturn.crypto;

/**
 * A key pair of a KEM: the private half stays here, and goes when it is closed. Thread-safe.
 *
 * @param privateKey {@link Kem#privateKeyBytes}; owned by this pair
 * @param publicKey {@link Kem#publicKeyBytes}
 */
public record KemKeyPair(Kem kem, SecretBytes privateKey, Bytes publicKey)
    implements AutoCloseable {
  public KemKeyPair {
    if (privateKey.length() != kem.privateKeyBytes()
        || publicKey.length() != kem.publicKeyBytes()) {
      throw new IllegalArgumentException(
          "%s takes private %d, public %d bytes; got %d, %d"
              .formatted(
                  kem,
                  kem.privateKeyBytes(),
                  kem.publicKeyBytes(),
                  privateKey.length(),
                  publicKey.length()));
    }
  }

  /** An independent copy; the caller closes it. */
  public KemKeyPair copy() {
    return new KemKeyPair(kem, privateKey.copy(), publicKey);
  }

  @Override
  public void close() {
    privateKey.close();
  }

  @Override
  public String toString() {
    return kem + " [secret]";
  }
}
