package keyturn.server.device;

import java.text.Normalizer;

/**
 * What a device calls itself, for its owner's list; 1 to 64 characters, harmless to show.
 *
 * @param text NFC, nothing invisible
 */
public record DeviceName(String text) {
  private static final int MAX_CHARACTERS = 64;
  private static final DeviceName NAMELESS = new DeviceName("device");

  /** Leaves out what could not be shown; there is always a name. */
  public static DeviceName of(String input) {
    StringBuilder text = new StringBuilder();
    Normalizer.normalize(input, Normalizer.Form.NFC)
        .codePoints()
        .filter(DeviceName::isVisible)
        .limit(MAX_CHARACTERS)
        .forEach(text::appendCodePoint);
    String name = text.toString().strip();
    return name.isEmpty() ? NAMELESS : new DeviceName(name);
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
