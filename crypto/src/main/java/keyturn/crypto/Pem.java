package keyturn.crypto;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.Base64;

/** The textual encoding of keys (RFC 7468). */
enum Pem {
  PRIVATE_KEY("PRIVATE KEY");

  private static final int LINE_CHARACTERS = 64;

  private final String begin;
  private final String end;

  Pem(String label) {
    this.begin = "-----BEGIN " + label + "-----";
    this.end = "-----END " + label + "-----";
  }

  String encode(byte[] der) {
    byte[] lineEnd = {'\n'};
    String body = Base64.getMimeEncoder(LINE_CHARACTERS, lineEnd).encodeToString(der);
    return begin + "\n" + body + "\n" + end + "\n";
  }

  byte[] decode(String pem) throws InvalidKeyException {
    int from = pem.indexOf(begin);
    int to = pem.indexOf(end);
    if (from < 0 || to < from || pem.indexOf(begin, from + 1) >= 0) {
      throw new InvalidKeyException("expected exactly one block " + begin);
    }
    String body = pem.substring(from + begin.length(), to).replaceAll("\\s", "");
    try {
      return Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("the block is not base64");
    }
  }
}
