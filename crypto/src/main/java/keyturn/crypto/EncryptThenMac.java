package keyturn.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Encryption under a random IV, then an HMAC over all of it: RFC 7518 §5.2 and, by the same
 * construction, the suites of ours that it does not name (docs/spec/suites.md#encrypt-then-mac).
 * Not thread-safe.
 *
 * <pre>
 * key    = MAC key || encryption key
 * sealed = IV || E || T
 * T      = first octets of HMAC(MAC key, A || IV || E || AL)
 * AL     = length of A in bits, u64
 * </pre>
 */
final class EncryptThenMac implements AutoCloseable {
  /** The lengths that tell one such suite from another. */
  enum Layout {
    A128CBC_HS256(IvCipher.Kind.AES_CBC, 16, HashAlgorithm.SHA256, 16),
    A256CBC_HS512(IvCipher.Kind.AES_CBC, 32, HashAlgorithm.SHA512, 32),
    A256CBC_HS256(IvCipher.Kind.AES_CBC, 32, HashAlgorithm.SHA256, 32),
    A128CBC_HS512(IvCipher.Kind.AES_CBC, 16, HashAlgorithm.SHA512, 32),
    TDES_CBC_HS256(IvCipher.Kind.TDES_CBC, 24, HashAlgorithm.SHA256, 24),
    KEYED_HASH_HS256(IvCipher.Kind.KEYED_HASH, 32, HashAlgorithm.SHA256, 32);

    private final IvCipher.Kind cipher;
    private final int encryptionKeyBytes;
    private final HashAlgorithm hash;
    private final int macKeyBytes;

    Layout(IvCipher.Kind cipher, int encryptionKeyBytes, HashAlgorithm hash, int macKeyBytes) {
      this.cipher = cipher;
      this.encryptionKeyBytes = encryptionKeyBytes;
      this.hash = hash;
      this.macKeyBytes = macKeyBytes;
    }

    int keyBytes() {
      return macKeyBytes + encryptionKeyBytes;
    }

    /** Half the hash, as in RFC 7518 §5.2.2.1. */
    int tagBytes() {
      return hash.lengthBytes() / 2;
    }

    int ivBytes() {
      return cipher.ivBytes();
    }

    int maxOverheadBytes() {
      return ivBytes() + cipher.maxPaddingBytes() + tagBytes();
    }
  }

  private final Layout layout;
  private final SecretBytes macKey;
  private final IvCipher cipher;
  private final SecureRandom random;

  EncryptThenMac(Layout layout, SecretBytes key, SecureRandom random) {
    this.layout = layout;
    this.macKey = key.slice(0, layout.macKeyBytes);
    this.cipher = layout.cipher.create(key.slice(layout.macKeyBytes, layout.keyBytes()));
    this.random = random;
  }

  byte[] seal(byte[] aad, byte[] plaintext) {
    byte[] iv = new byte[layout.ivBytes()];
    random.nextBytes(iv);
    return sealWith(iv, aad, plaintext);
  }

  /** With an IV that is not drawn here, for vectors only. */
  byte[] sealWith(byte[] iv, byte[] aad, byte[] plaintext) {
    byte[] encrypted = cipher.encrypt(iv, plaintext);
    byte[] tag = tag(aad, iv, encrypted);
    return ByteBuffer.allocate(iv.length + encrypted.length + tag.length)
        .put(iv)
        .put(encrypted)
        .put(tag)
        .array();
  }

  byte[] open(byte[] aad, byte[] sealed) throws AuthenticationFailedException {
    int tagAt = sealed.length - layout.tagBytes();
    if (tagAt < layout.ivBytes()) {
      throw new AuthenticationFailedException();
    }
    byte[] iv = Arrays.copyOfRange(sealed, 0, layout.ivBytes());
    byte[] encrypted = Arrays.copyOfRange(sealed, layout.ivBytes(), tagAt);
    byte[] tag = Arrays.copyOfRange(sealed, tagAt, sealed.length);
    if (!MessageDigest.isEqual(tag(aad, iv, encrypted), tag)) {
      throw new AuthenticationFailedException();
    }
    return cipher.decrypt(iv, encrypted);
  }

  private byte[] tag(byte[] aad, byte[] iv, byte[] encrypted) {
    byte[] aadBits = ByteBuffer.allocate(8).putLong(aad.length * 8L).array();
    byte[] whole = Hmac.compute(layout.hash, macKey, aad, iv, encrypted, aadBits);
    return Arrays.copyOf(whole, layout.tagBytes());
  }

  @Override
  public void close() {
    macKey.close();
    cipher.close();
  }
}
