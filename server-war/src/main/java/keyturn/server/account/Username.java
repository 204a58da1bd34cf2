package keyturn.server.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A name that an account may have. Two names are the same person's if their keys are equal, and too
 * alike to be two people's if their skeletons are.
 *
 * @param text as shown: NFKC, 1 to 64 characters, letters in the case in which they were given
 * @param key {@code text} case folded, NFKC again; unique
 * @param skeleton {@code text} with look-alikes made equal ({@link Lookalikes}); unique
 */
public record Username(String text, String key, String skeleton) {
  public static final int MAX_CHARACTERS = 64;

  /** What {@link #check} finds. */
  public sealed interface Check {
    record Allowed(Username username) implements Check {}

    record NotAllowed(NameProblem problem) implements Check {}
  }

  public Username {
    Optional<NameProblem> problem = NameRules.problemOf(text);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get().message());
    }
  }

  public static Check check(String input) {
    // Longer input is not worth normalising: NFKC can lengthen it eighteenfold.
    if (input.length() > 4 * MAX_CHARACTERS) {
      return new Check.NotAllowed(NameProblem.TOO_LONG);
    }
    // Before NFKC, which turns some spaces and invisible characters into innocent ones.
    Optional<NameProblem> problem = NameRules.invisibleIn(input);
    String text = Normalizer.normalize(input, Normalizer.Form.NFKC);
    if (problem.isEmpty()) {
      problem = NameRules.problemOf(text);
    }
    return problem
        .<Check>map(Check.NotAllowed::new)
        .orElseGet(
            () -> new Check.Allowed(new Username(text, fold(text), fold(Lookalikes.in(text)))));
  }

  /** The name, if it could be one. */
  public static Optional<Username> find(String input) {
    return check(input) instanceof Check.Allowed allowed
        ? Optional.of(allowed.username())
        : Optional.empty();
  }

  /**
   * Case folding with what the JDK has: the full upper case (ß becomes SS, ı becomes I), then the
   * lower case of each character by itself, so that no letter depends on its neighbours (final
   * sigma) or the locale.
   */
  private static String fold(String text) {
    StringBuilder folded = new StringBuilder();
    text.toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(folded::appendCodePoint);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  @Override
  public String toString() {
    return text;
  }
}
