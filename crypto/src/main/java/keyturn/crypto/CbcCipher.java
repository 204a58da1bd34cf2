package keyturn.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** CBC mode with PKCS #7 padding (NIST SP 800-38A, RFC 5652 §6.3) over AES or Triple-DES. */
final class CbcCipher implements IvCipher {
  private static final int DES_KEY_BYTES = 8;
  private static final int DES_PARITY_BIT = 1;

  private final String algorithm;
  private final SecretBytes key;
  private final Cipher cipher;

  CbcCipher(String algorithm, SecretBytes key) {
    this.algorithm = algorithm;
    this.key = key;
    this.cipher = Jca.cipher(algorithm + "/CBC/PKCS5Padding");
  }

  /**
   * @param key K1 || K2 || K3 (24); parity bits are not looked at
   * @throws IllegalArgumentException if two of the keys are equal, which would leave single DES or
   *     two-key Triple-DES (NIST SP 800-67 §3.1)
   */
  static CbcCipher tripleDes(SecretBytes key) {
    if (key.use(CbcCipher::hasEqualKeys)) {
      throw new IllegalArgumentException("Triple-DES needs three different keys");
    }
    return new CbcCipher("DESede", key);
  }

  @Override
  public byte[] encrypt(byte[] iv, byte[] plaintext) {
    try {
      return run(Cipher.ENCRYPT_MODE, iv, plaintext);
    } catch (GeneralSecurityException e) {
      throw Jca.cannotHappen(algorithm + "/CBC encryption", e);
    }
  }

  @Override
  public byte[] decrypt(byte[] iv, byte[] encrypted) throws AuthenticationFailedException {
    if (encrypted.length == 0) {
      // PKCS #7 pads the empty message too, but the JDK would take nothing for it.
      throw new AuthenticationFailedException();
    }
    try {
      return run(Cipher.DECRYPT_MODE, iv, encrypted);
    } catch (GeneralSecurityException e) {
      throw new AuthenticationFailedException();
    }
  }

  @Override
  public void close() {
    key.close();
  }

  private byte[] run(int mode, byte[] iv, byte[] input) throws GeneralSecurityException {
    SecretKeySpec spec = key.use(k -> new SecretKeySpec(k, algorithm));
    cipher.init(mode, spec, new IvParameterSpec(iv));
    return cipher.doFinal(input);
  }

  private static boolean hasEqualKeys(byte[] key) {
    byte[] withoutParity = key.clone();
    for (int i = 0; i < withoutParity.length; i++) {
      withoutParity[i] &= (byte) ~DES_PARITY_BIT;
    }
    boolean equal = equalKeys(withoutParity, 0, 1);
    equal |= equalKeys(withoutParity, 1, 2);
    equal |= equalKeys(withoutParity, 0, 2);
    Arrays.fill(withoutParity, (byte) 0);
    return equal;
  }

  private static boolean equalKeys(byte[] keys, int one, int other) {
    int difference = 0;
    for (int i = 0; i < DES_KEY_BYTES; i++) {
      difference |= keys[one * DES_KEY_BYTES + i] ^ keys[other * DES_KEY_BYTES + i];
    }
    return difference == 0;
  }
}
