package keyturn.server.account;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import keyturn.protocol.message.Password;

/**
 * A password as it is hashed: NFC, at most {@value #MAX_BYTES} UTF-8 bytes (bcrypt ignores the
 * rest), no control characters (with NUL bcrypt takes different passwords for equal). {@link
 * Password} has made sure that there is no half of a surrogate pair. Made here only, so the same
 * text always gives the same bytes; {@code toString} is redacted.
 */
public final class Passphrase {
  public static final int MAX_BYTES = 72;

  private final String text;

  private Passphrase(String text) {
    this.text = text;
  }

  /** What {@link #check} finds. */
  public sealed interface Check {
    record Usable(Passphrase passphrase) implements Check {}

    record NotUsable(PasswordProblem problem) implements Check {}
  }

  /** Whether {@code password} can be hashed at all; {@link PasswordPolicy} asks for more. */
  public static Check check(Password password) {
    String input = password.value();
    // NFC never makes a text that long short enough.
    if (input.length() > 4 * MAX_BYTES) {
      return new Check.NotUsable(PasswordProblem.TOO_LONG);
    }
    if (input.codePoints().anyMatch(Character::isISOControl)) {
      return new Check.NotUsable(PasswordProblem.CONTROL_CHARACTER);
    }
    String text = Normalizer.normalize(input, Normalizer.Form.NFC);
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return new Check.NotUsable(PasswordProblem.TOO_LONG);
    }
    return text.isEmpty()
        ? new Check.NotUsable(PasswordProblem.TOO_SHORT)
        : new Check.Usable(new Passphrase(text));
  }

  int characters() {
    return text.codePointCount(0, text.length());
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
