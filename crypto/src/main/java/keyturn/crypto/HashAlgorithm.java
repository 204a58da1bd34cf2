package keyturn.crypto;

import java.security.MessageDigest;

/** A SHA-2 hash (FIPS 180-4) and, through it, the HMAC and HKDF made with it. */
public enum HashAlgorithm {
  SHA256("SHA-256", "HmacSHA256", 32),
  SHA384("SHA-384", "HmacSHA384", 48),
  SHA512("SHA-512", "HmacSHA512", 64);

  private final String digestName;
  private final String macName;
  private final int lengthBytes;

  HashAlgorithm(String digestName, String macName, int lengthBytes) {
    this.digestName = digestName;
    this.macName = macName;
    this.lengthBytes = lengthBytes;
  }

  public int lengthBytes() {
    return lengthBytes;
  }

  /** The hash of {@code parts} joined in order. */
  public Bytes hash(byte[]... parts) {
    MessageDigest digest = newDigest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return Bytes.of(digest.digest());
  }

  MessageDigest newDigest() {
    return Jca.digest(digestName);
  }

  String macName() {
    return macName;
  }
}
