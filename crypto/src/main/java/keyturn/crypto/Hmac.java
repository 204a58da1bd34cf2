package keyturn.crypto;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104, FIPS 198-1). */
public final class Hmac {
  private Hmac() {}

  /**
   * The tag over {@code parts} joined in order; where the parts have no fixed lengths the caller
   * says in them how long they are.
   *
   * @return as long as the hash
   */
  public static Bytes tag(HashAlgorithm hash, SecretBytes key, byte[]... parts) {
    return Bytes.of(compute(hash, key, parts));
  }

  /**
   * Compares in constant time.
   *
   * @param expected the whole tag; a shorter one is refused
   * @throws AuthenticationFailedException if {@code expected} is not the tag
   */
  public static void verify(HashAlgorithm hash, SecretBytes key, Bytes expected, byte[]... parts)
      throws AuthenticationFailedException {
    if (!MessageDigest.isEqual(compute(hash, key, parts), expected.toArray())) {
      throw new AuthenticationFailedException();
    }
  }

  static byte[] compute(HashAlgorithm hash, SecretBytes key, byte[]... parts) {
    Mac mac = keyed(hash, key);
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  static Mac keyed(HashAlgorithm hash, SecretBytes key) {
    Mac mac = Jca.mac(hash.macName());
    try {
      mac.init(key.use(k -> new SecretKeySpec(orOneZero(k), hash.macName())));
    } catch (InvalidKeyException e) {
      throw Jca.cannotHappen(hash.macName() + " key", e);
    }
    return mac;
  }

  /** The JDK refuses an empty key; HMAC pads keys with zeros, so one zero byte is the same key. */
  private static byte[] orOneZero(byte[] key) {
    return key.length == 0 ? new byte[1] : key;
  }
}
