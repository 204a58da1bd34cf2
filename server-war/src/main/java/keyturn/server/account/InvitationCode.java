package keyturn.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import keyturn.crypto.Bytes;

/** A code that lets one person register: 128 random bits as 32 hexadecimal digits. */
public record InvitationCode(String text) {
  private static final int RANDOM_BYTES = 16;

  /** What somebody typed or pasted: spaces, hyphens and capitals do not count. */
  public static InvitationCode typed(String input) {
    return new InvitationCode(input.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
  }

  public static InvitationCode random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new InvitationCode(HexFormat.of().formatHex(bytes));
  }

  /** SHA-256 (32 bytes): what the database holds of it. */
  public Bytes hash() {
    try {
      return Bytes.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
