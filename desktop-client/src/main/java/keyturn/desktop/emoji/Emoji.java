package keyturn.desktop.emoji;

import java.util.List;

/**
 * One emoji.
 *
 * @param text as it is sent
 * @param germanName empty where there is none
 * @param shortcodes without colons, the commonest first
 * @param tone whether it is a variant of another in a skin tone
 */
public record Emoji(
    String text,
    String group,
    String name,
    String germanName,
    List<String> shortcodes,
    List<String> words,
    boolean tone) {
  public Emoji {
    shortcodes = List.copyOf(shortcodes);
    words = List.copyOf(words);
  }
}
