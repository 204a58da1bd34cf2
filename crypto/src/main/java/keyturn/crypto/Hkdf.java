package keyturn.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF (RFC 5869) and the labelled expansion of TLS 1.3 (RFC 8446 §7.1). */
public final class Hkdf {
  private static final int MAX_BLOCKS = 255;

  private Hkdf() {}

  /**
   * HKDF-Extract (RFC 5869 §2.2).
   *
   * @param salt any length; empty is the same as a hash length of zeros
   * @param ikm any length
   * @return a pseudorandom key as long as the hash; the caller closes it
   */
  public static SecretBytes extract(HashAlgorithm hash, byte[] salt, SecretBytes ikm) {
    try (SecretBytes key = SecretBytes.copyOf(salt)) {
      return extract(hash, key, ikm);
    }
  }

  /** As the other, for a salt that is itself a secret, as in the TLS 1.3 schedule. */
  public static SecretBytes extract(HashAlgorithm hash, SecretBytes salt, SecretBytes ikm) {
    return ikm.use(input -> SecretBytes.adopt(Hmac.compute(hash, salt, input)));
  }

  /**
   * HKDF-Expand (RFC 5869 §2.3).
   *
   * @param lengthBytes 0 to 255 hash lengths
   * @throws IllegalArgumentException if {@code lengthBytes} is out of that range
   */
  public static SecretBytes expand(
      HashAlgorithm hash, SecretBytes prk, byte[] info, int lengthBytes) {
    if (lengthBytes < 0 || lengthBytes > MAX_BLOCKS * hash.lengthBytes()) {
      throw new IllegalArgumentException(
          "HKDF output of " + lengthBytes + " bytes, at most " + MAX_BLOCKS * hash.lengthBytes());
    }
    Mac mac = Hmac.keyed(hash, prk);
    byte[] output = new byte[lengthBytes];
    byte[] block = new byte[0];
    int filled = 0;
    for (int number = 1; filled < lengthBytes; number++) {
      mac.update(block);
      mac.update(info);
      mac.update((byte) number);
      Arrays.fill(block, (byte) 0);
      block = mac.doFinal();
      int taken = Math.min(block.length, lengthBytes - filled);
      System.arraycopy(block, 0, output, filled, taken);
      filled += taken;
    }
    Arrays.fill(block, (byte) 0);
    return SecretBytes.adopt(output);
  }

  /**
   * HKDF-Expand-Label (RFC 8446 §7.1): info = u16 length || u8 n || prefix label (n) || u8 m ||
   * context (m).
   *
   * @param prefix {@code "tls13 "} in TLS; ours keeps our keys apart from TLS's
   * @param label prefix and label together are 7 to 255 ASCII bytes
   * @param context at most 255 bytes, a transcript hash or nothing
   */
  public static SecretBytes expandLabel(
      HashAlgorithm hash,
      SecretBytes secret,
      String prefix,
      String label,
      byte[] context,
      int lengthBytes) {
    byte[] fullLabel = (prefix + label).getBytes(StandardCharsets.US_ASCII);
    if (fullLabel.length < 7 || fullLabel.length > 255 || context.length > 255) {
      throw new IllegalArgumentException(
          "label of " + fullLabel.length + ", context of " + context.length + " bytes");
    }
    ByteBuffer info = ByteBuffer.allocate(4 + fullLabel.length + context.length);
    info.putShort((short) lengthBytes);
    info.put((byte) fullLabel.length).put(fullLabel);
    info.put((byte) context.length).put(context);
    return expand(hash, secret, info.array(), lengthBytes);
  }
}
