package keyturn.crypto;

import java.nio.ByteBuffer;

/**
 * One end of an HPKE exchange (RFC 9180 §5.2, §5.3): seals or opens messages in order, and exports
 * secrets. Not thread-safe.
 */
public final class HpkeContext implements AutoCloseable {
  private final LabeledHkdf hkdf;
  private final Aead aead;
  private final SecretBytes key;
  private final SecretBytes baseNonce;
  private final SecretBytes exporterSecret;
  private long sequence;

  HpkeContext(
      LabeledHkdf hkdf,
      Aead aead,
      SecretBytes key,
      SecretBytes baseNonce,
      SecretBytes exporterSecret) {
    this.hkdf = hkdf;
    this.aead = aead;
    this.key = key;
    this.baseNonce = baseNonce;
    this.exporterSecret = exporterSecret;
  }

  /** The next message; its sequence number is its nonce. */
  public byte[] seal(byte[] aad, byte[] plaintext) {
    byte[] nonce = nonce();
    sequence = Math.incrementExact(sequence);
    return aead.seal(key, nonce, aad, plaintext);
  }

  /**
   * The next message; the sequence advances only if it opens.
   *
   * @throws AuthenticationFailedException whatever is wrong
   */
  public byte[] open(byte[] aad, byte[] ciphertext) throws AuthenticationFailedException {
    byte[] plaintext = aead.open(key, nonce(), aad, ciphertext);
    sequence = Math.incrementExact(sequence);
    return plaintext;
  }

  /** Context.Export; the caller closes the secret. */
  public SecretBytes export(byte[] context, int lengthBytes) {
    return hkdf.expand(exporterSecret, "sec", context, lengthBytes);
  }

  @Override
  public void close() {
    key.close();
    baseNonce.close();
    exporterSecret.close();
  }

  private byte[] nonce() {
    byte[] nonce = baseNonce.use(byte[]::clone);
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[nonce.length - Long.BYTES + i] ^= number[i];
    }
    return nonce;
  }
}
