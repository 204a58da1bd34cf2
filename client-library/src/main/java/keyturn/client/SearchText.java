package keyturn.client;

import java.text.Normalizer;
import java.util.Locale;

/** What somebody looks for: found whatever its case, accents and width. */
public final class SearchText {
  private final String folded;

  public SearchText(String wanted) {
    this.folded = fold(wanted.strip());
  }

  public boolean isEmpty() {
    return folded.isEmpty();
  }

  public boolean isIn(String text) {
    return fold(text).contains(folded);
  }

  private static String fold(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder bare = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(bare::appendCodePoint);
    return bare.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
