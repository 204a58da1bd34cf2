package keyturn.protocol.tunnel;

import java.security.SecureRandom;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SuiteCipher;

/** A record key at work; the seam at which a test counts keys and nonces. */
interface RecordCipher extends AutoCloseable {
  byte[] seal(long sequence, byte[] aad, byte[] plaintext);

  byte[] open(long sequence, byte[] aad, byte[] sealed) throws AuthenticationFailedException;

  @Override
  void close();

  /** Makes them. */
  interface Source {
    RecordCipher create(CipherSuite suite, SecretBytes key, Bytes iv, SecureRandom random);
  }

  static RecordCipher create(CipherSuite suite, SecretBytes key, Bytes iv, SecureRandom random) {
    SuiteCipher cipher = SuiteCipher.create(suite, key, iv, random);
    return new RecordCipher() {
      @Override
      public byte[] seal(long sequence, byte[] aad, byte[] plaintext) {
        return cipher.seal(sequence, aad, plaintext);
      }

      @Override
      public byte[] open(long sequence, byte[] aad, byte[] sealed)
          throws AuthenticationFailedException {
        return cipher.open(sequence, aad, sealed);
      }

      @Override
      public void close() {
        cipher.close();
      }
    };
  }
}
