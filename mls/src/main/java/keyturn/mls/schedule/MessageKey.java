package keyturn.mls.schedule;

import keyturn.crypto.Aead;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.suite.Suite;

/** A key and a nonce for one message. Owns both. */
public record MessageKey(SecretBytes key, SecretBytes nonce) implements AutoCloseable {
  public static final int GUARD_BYTES = 4;

  public MessageKey copy() {
    return new MessageKey(key.copy(), nonce.copy());
  }

  public byte[] seal(Suite suite, byte[] aad, byte[] plaintext) {
    return suite.aead().seal(key, guarded(new byte[GUARD_BYTES]), aad, plaintext);
  }

  /** With the reuse guard xor-ed into the nonce (RFC 9420 §6.3.1). */
  public byte[] seal(Suite suite, byte[] guard, byte[] aad, byte[] plaintext) {
    return suite.aead().seal(key, guarded(guard), aad, plaintext);
  }

  public byte[] open(Suite suite, byte[] aad, byte[] sealed) throws MlsException {
    return open(suite, new byte[GUARD_BYTES], aad, sealed);
  }

  public byte[] open(Suite suite, byte[] guard, byte[] aad, byte[] sealed) throws MlsException {
    try {
      return suite.aead().open(key, guarded(guard), aad, sealed);
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }

  private byte[] guarded(byte[] guard) {
    byte[] value = new byte[Aead.NONCE_BYTES];
    nonce.use(
        n -> {
          System.arraycopy(n, 0, value, 0, value.length);
          return value;
        });
    for (int i = 0; i < GUARD_BYTES; i++) {
      value[i] ^= guard[i];
    }
    return value;
  }

  @Override
  public void close() {
    key.close();
    nonce.close();
  }

  @Override
  public String toString() {
    return "MessageKey [secret]";
  }
}
