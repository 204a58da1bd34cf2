package keyturn.desktop.conversation;

/**
 * The beginning of a long text, as much as a bubble holds; what follows is shown when asked for.
 */
final class Excerpt {
  private static final int MOST_CHARACTERS = 2_000;
  private static final int MOST_LINES = 30;

  /** Beyond the basic plane: emoji, above all. */
  private static final int MOST_PAIRS = 150;

  private Excerpt() {}

  static String of(String text) {
    int lines = 1;
    int pairs = 0;
    int most = Math.min(text.length(), MOST_CHARACTERS);
    for (int i = 0; i < most; i++) {
      char c = text.charAt(i);
      lines += c == '\n' ? 1 : 0;
      pairs += Character.isHighSurrogate(c) ? 1 : 0;
      if (lines > MOST_LINES || pairs > MOST_PAIRS) {
        return text.substring(0, i);
      }
    }
    boolean split = most < text.length() && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, split ? most - 1 : most);
  }
}
