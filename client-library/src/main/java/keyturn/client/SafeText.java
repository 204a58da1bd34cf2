package keyturn.client;

/**
 * Makes a stranger's text harmless in a window or terminal: what would move the cursor, change
 * colours or turn the reading direction of what follows becomes a visible sign, so that no name can
 * pose as another.
 */
public final class SafeText {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int CONTROL_PICTURES = 0x2400;

  private SafeText() {}

  /** Line breaks and tabs stay. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().map(SafeText::shown).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** On one line, for names and previews. */
  public static String line(String text) {
    return of(text).replace('\n', ' ').replace('\t', ' ');
  }

  private static int shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> control(c);
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      // Joiners and the tags of flags belong to scripts and emoji; the rest moves text about.
      case Character.FORMAT ->
          c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F) ? c : REPLACEMENT;
      default -> c;
    };
  }

  private static int control(int c) {
    if (c == '\n' || c == '\t') {
      return c;
    }
    return c < 0x20 ? CONTROL_PICTURES + c : REPLACEMENT;
  }
}
