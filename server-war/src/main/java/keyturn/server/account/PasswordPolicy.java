package keyturn.server.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import keyturn.protocol.message.Password;

/** What a new password must be; a password in use is not asked again. */
public final class PasswordPolicy {
  private static final Set<String> COMMON = readCommon();

  private final int minCharacters;

  /**
   * @param minCharacters 1 to 64, characters after NFC
   */
  public PasswordPolicy(int minCharacters) {
    if (minCharacters < 1 || minCharacters > 64) {
      throw new IllegalArgumentException("minCharacters must be 1 to 64, was " + minCharacters);
    }
    this.minCharacters = minCharacters;
  }

  public int minCharacters() {
    return minCharacters;
  }

  /** What is wrong with {@code password} as a new one for {@code username}. */
  public Optional<PasswordProblem> problemOf(Password password, Username username) {
    Passphrase.Check check = Passphrase.check(password);
    if (check instanceof Passphrase.Check.NotUsable no) {
      return Optional.of(no.problem());
    }
    return problemOf(((Passphrase.Check.Usable) check).passphrase(), username);
  }

  Optional<PasswordProblem> problemOf(Passphrase passphrase, Username username) {
    if (passphrase.characters() < minCharacters) {
      return Optional.of(PasswordProblem.TOO_SHORT);
    }
    String lower = passphrase.text().toLowerCase(Locale.ROOT);
    String withoutSpaces = lower.replace(" ", "");
    String name = username.key();
    if (withoutSpaces.replaceAll("[0-9!]+$", "").equals(name)
        || isRepetition(withoutSpaces, name)
        || withoutSpaces.equals(new StringBuilder(name).reverse().toString())) {
      return Optional.of(PasswordProblem.LIKE_THE_NAME);
    }
    return isCommon(withoutSpaces) ? Optional.of(PasswordProblem.COMMON) : Optional.empty();
  }

  private static boolean isCommon(String lower) {
    String withoutTail = lower.replaceAll("[0-9!?.]+$", "");
    if (COMMON.contains(lower)
        || COMMON.contains(withoutTail)
        || COMMON.contains(plain(lower))
        || COMMON.contains(plain(withoutTail))) {
      return true;
    }
    // "aaaaaaaa", "abcabcabc", "passwordpassword": a short piece over and over.
    for (int length = 1; length <= lower.length() / 2; length++) {
      String piece = lower.substring(0, length);
      if ((length <= 4 || COMMON.contains(piece)) && isRepetition(lower, piece)) {
        return true;
      }
    }
    return isRun(lower);
  }

  /** "p@ssw0rd" is "password". */
  private static String plain(String lower) {
    StringBuilder plain = new StringBuilder();
    lower
        .chars()
        .forEach(
            character -> {
              int at = "@4310$57!".indexOf(character);
              plain.append(at < 0 ? (char) character : "aaeiossti".charAt(at));
            });
    return plain.toString();
  }

  /** "12345678", "abcdefgh", "zyxwvuts", keyboard rows: each character follows its neighbour. */
  private static boolean isRun(String lower) {
    boolean up = true;
    boolean down = true;
    for (int i = 1; i < lower.length(); i++) {
      int step = lower.charAt(i) - lower.charAt(i - 1);
      boolean wraps = lower.charAt(i - 1) == '9' && lower.charAt(i) == '0';
      up &= step == 1 || wraps;
      down &= step == -1;
    }
    return up || down;
  }

  private static boolean isRepetition(String text, String piece) {
    if (piece.isEmpty() || text.length() < piece.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != piece.charAt(i % piece.length())) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> readCommon() {
    try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("common-passwords.txt is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
