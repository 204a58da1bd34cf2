package keyturn.desktop.look;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How large text is.
 *
 * @param percent of the normal size, 90 to 150
 */
public record TextSize(int percent) {
  public static final int MIN_PERCENT = 90;
  public static final int MAX_PERCENT = 150;
  public static final TextSize NORMAL = new TextSize(100);
  private static final int NORMAL_PIXELS = 14;

  public TextSize {
    if (percent < MIN_PERCENT || percent > MAX_PERCENT) {
      throw new IllegalArgumentException("text size is 90 to 150 percent, was " + percent);
    }
  }

  /** As a stylesheet, which reaches tooltips and menus, too; a style of the root would not. */
  String stylesheet() {
    String css = ".root { -fx-font-size: " + NORMAL_PIXELS * percent / 100.0 + "px; }";
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }
}
