package keyturn.desktop.search;

import java.util.Locale;

/** The part of a text that shows why it was found. */
final class Snippet {
  private static final int BEFORE = 24;
  private static final int LONGEST = 140;

  private Snippet() {}

  static String of(String text, String wanted) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(wanted.toLowerCase(Locale.ROOT));
    int from = at <= BEFORE || at >= text.length() ? 0 : wordAt(text, at - BEFORE);
    int to = Math.min(text.length(), from + LONGEST);
    if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
      to--;
    }
    return (from > 0 ? "…" : "") + text.substring(from, to);
  }

  private static int wordAt(String text, int at) {
    int space = text.indexOf(' ', at);
    int from = space >= 0 && space < at + BEFORE ? space + 1 : at;
    return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
  }
}
