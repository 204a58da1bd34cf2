package keyturn.desktop.common;

/**
 * Makes a stranger's text harmless in a window: control characters and those that turn the reading
 * direction of what follows become a visible sign, so that no name can pose as another.
 */
public final class SafeText {
  private static final int REPLACEMENT = 0xFFFD;

  private SafeText() {}

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
      case Character.CONTROL -> c == '\n' || c == '\t' ? c : REPLACEMENT;
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      // Joiners and the tags of flags belong to scripts and emoji; the rest moves text about.
      case Character.FORMAT ->
          c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F) ? c : REPLACEMENT;
      default -> c;
    };
  }
}
