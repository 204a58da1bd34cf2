package keyturn.crypto;

import java.util.Arrays;
import javax.crypto.Mac;

/**
 * A keyed hash as a stream cipher: HMAC-SHA-256 in full-block cipher feedback
 * (docs/spec/suites.md#keyed-hash). With C(0) = IV, C(i) = P(i) xor HMAC(key, C(i-1)) in blocks of
 * 32 bytes; the last may be shorter.
 */
final class KeyedHashCipher implements IvCipher {
  private final SecretBytes key;

  KeyedHashCipher(SecretBytes key) {
    this.key = key;
  }

  @Override
  public byte[] encrypt(byte[] iv, byte[] plaintext) {
    byte[] output = new byte[plaintext.length];
    feedBack(iv, plaintext, output, output);
    return output;
  }

  @Override
  public byte[] decrypt(byte[] iv, byte[] encrypted) {
    byte[] output = new byte[encrypted.length];
    feedBack(iv, encrypted, output, encrypted);
    return output;
  }

  /**
   * @param ciphertext whichever of input and output it is: what the next block's key stream is made
   *     from
   */
  private void feedBack(byte[] iv, byte[] input, byte[] output, byte[] ciphertext) {
    Mac mac = Hmac.keyed(HashAlgorithm.SHA256, key);
    byte[] stream = mac.doFinal(iv);
    for (int at = 0; at < input.length; at += stream.length) {
      int end = Math.min(at + stream.length, input.length);
      for (int i = at; i < end; i++) {
        output[i] = (byte) (input[i] ^ stream[i - at]);
      }
      if (end < input.length) {
        mac.update(ciphertext, at, end - at);
        stream = mac.doFinal();
      }
    }
    Arrays.fill(stream, (byte) 0);
  }

  @Override
  public void close() {
    key.close();
  }
}
