package keyturn.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** LabeledExtract and LabeledExpand (RFC 9180 §4) with HKDF-SHA256 and a suite_id. */
final class LabeledHkdf {
  private static final byte[] VERSION = "HPKE-v1".getBytes(StandardCharsets.US_ASCII);
  private static final HashAlgorithm HASH = HashAlgorithm.SHA256;

  private final byte[] suiteId;

  private LabeledHkdf(byte[] suiteId) {
    this.suiteId = suiteId;
  }

  /** suite_id = "KEM" || kem_id (2). */
  static LabeledHkdf ofKem(int code) {
    return new LabeledHkdf(ByteBuffer.allocate(5).put(ascii("KEM")).putShort((short) code).array());
  }

  /** suite_id = "HPKE" || kem_id (2) || kdf_id (2) || aead_id (2). */
  static LabeledHkdf ofHpke(Kem kem, int kdf, Aead aead) {
    return new LabeledHkdf(
        ByteBuffer.allocate(10)
            .put(ascii("HPKE"))
            .putShort((short) kem.code())
            .putShort((short) kdf)
            .putShort((short) aead.code())
            .array());
  }

  SecretBytes extract(SecretBytes salt, String label, SecretBytes ikm) {
    return ikm.use(
        input -> {
          byte[] labelled = join(VERSION, suiteId, ascii(label), input);
          try (SecretBytes secret = SecretBytes.adopt(labelled)) {
            return Hkdf.extract(HASH, salt, secret);
          }
        });
  }

  SecretBytes extract(SecretBytes salt, String label, byte[] ikm) {
    try (SecretBytes secret = SecretBytes.copyOf(ikm)) {
      return extract(salt, label, secret);
    }
  }

  SecretBytes expand(SecretBytes prk, String label, byte[] info, int lengthBytes) {
    byte[] length = {(byte) (lengthBytes >> 8), (byte) lengthBytes};
    return Hkdf.expand(HASH, prk, join(length, VERSION, suiteId, ascii(label), info), lengthBytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    // One array of the right size: a stream would keep a second copy of what may be secret.
    byte[] joined = new byte[Arrays.stream(parts).mapToInt(p -> p.length).sum()];
    ByteBuffer out = ByteBuffer.wrap(joined);
    for (byte[] part : parts) {
      out.put(part);
    }
    return joined;
  }
}
