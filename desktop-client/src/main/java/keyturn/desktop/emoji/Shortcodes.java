package keyturn.desktop.emoji;

import java.util.Optional;

/** {@code :shortcode:} in what is being written. */
public final class Shortcodes {
  /** With fewer letters there is too much to offer. */
  private static final int FEWEST = 2;

  private static final int MOST = 40;

  /**
   * A shortcode that is being written.
   *
   * @param from where its colon stands
   * @param begun what follows the colon
   */
  public record Begun(int from, String begun) {}

  /**
   * A whole shortcode.
   *
   * @param from where its first colon stands
   */
  public record Closed(int from, Emoji emoji) {}

  private Shortcodes() {}

  /** The one that ends at the caret. */
  public static Optional<Begun> begunAt(String text, int caret) {
    int at = Math.min(caret, text.length());
    int from = at - 1;
    while (from >= 0 && at - from <= MOST && isPart(text.charAt(from))) {
      from--;
    }
    boolean colon = from >= 0 && text.charAt(from) == ':';
    boolean begins = from == 0 || (colon && !Character.isLetterOrDigit(text.charAt(from - 1)));
    String begun = colon ? text.substring(from + 1, at) : "";
    return colon && begins && begun.length() >= FEWEST
        ? Optional.of(new Begun(from, begun))
        : Optional.empty();
  }

  /** The one that a colon written at the caret would close. */
  public static Optional<Closed> closedAt(EmojiSet set, String text, int caret) {
    return begunAt(text, caret)
        .flatMap(
            begun -> set.byShortcode(begun.begun()).map(emoji -> new Closed(begun.from(), emoji)));
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-';
  }
}
