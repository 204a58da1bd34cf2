package keyturn.console;

/**
 * Makes a stranger's text harmless in a terminal: what would move the cursor, change colours or
 * turn the reading direction of what follows is shown as a sign of its own.
 */
final class SafeText {
  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t') {
                safe.appendCodePoint(c);
              } else if (c < 0x20) {
                safe.append((char) (0x2400 + c));
              } else if (c == 0x7F) {
                safe.append('\u2421');
              } else if (harmful(c)) {
                safe.append(REPLACEMENT);
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  /** On one line, for names. */
  static String line(String text) {
    return of(text).replace('\n', '\u240A').replace('\t', ' ');
  }

  private static boolean harmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> c != 0x200C && c != 0x200D;
      default -> false;
    };
  }
}
