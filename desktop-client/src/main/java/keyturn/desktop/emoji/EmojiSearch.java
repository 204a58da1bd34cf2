package keyturn.desktop.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Emoji by what people call them, in English or German. */
public final class EmojiSearch {
  private EmojiSearch() {}

  /** Every word of {@code query} must begin a word of the emoji; the best matches come first. */
  public static List<Emoji> find(EmojiSet set, String query, int limit) {
    String[] wanted = query.strip().toLowerCase(Locale.ROOT).split("[\\s_]+", -1);
    List<Emoji> first = new ArrayList<>();
    List<Emoji> then = new ArrayList<>();
    for (Emoji emoji : set.all()) {
      if (!query.isBlank() && matches(emoji, wanted)) {
        boolean exact = emoji.shortcodes().stream().anyMatch(code -> code.startsWith(wanted[0]));
        (exact ? first : then).add(emoji);
      }
    }
    first.addAll(then);
    return first.subList(0, Math.min(limit, first.size()));
  }

  /** Those whose shortcode begins so, the shortest first. */
  public static List<Emoji> complete(EmojiSet set, String begun, int limit) {
    String wanted = begun.toLowerCase(Locale.ROOT);
    return set.all().stream()
        .filter(emoji -> shortcode(emoji, wanted) != null)
        .sorted(
            java.util.Comparator.comparingInt(
                emoji -> String.valueOf(shortcode(emoji, wanted)).length()))
        .limit(limit)
        .toList();
  }

  /** The shortcode of this emoji that begins so. */
  public static @org.jspecify.annotations.Nullable String shortcode(Emoji emoji, String begun) {
    String wanted = begun.toLowerCase(Locale.ROOT);
    return emoji.shortcodes().stream()
        .filter(code -> code.startsWith(wanted))
        .findFirst()
        .orElse(null);
  }

  private static boolean matches(Emoji emoji, String[] wanted) {
    for (String word : wanted) {
      boolean found =
          begins(emoji.name(), word)
              || begins(emoji.germanName(), word)
              || emoji.shortcodes().stream().anyMatch(code -> begins(code, word))
              || emoji.words().stream().anyMatch(known -> begins(known, word));
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(String text, String word) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }
}
