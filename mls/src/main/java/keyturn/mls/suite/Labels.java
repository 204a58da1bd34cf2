package keyturn.mls.suite;

import java.nio.charset.StandardCharsets;
import keyturn.mls.codec.Writer;

/** SignContent and EncryptContext (RFC 9420 §5.1.2, §5.1.3), which have the same form. */
final class Labels {
  private Labels() {}

  static byte[] ascii(String label) {
    return label.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] labelled(String label, byte[] content) {
    return new Writer().vector(ascii(label)).vector(content).toArray();
  }
}
