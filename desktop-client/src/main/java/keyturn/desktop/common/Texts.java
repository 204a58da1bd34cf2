package keyturn.desktop.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the window; {@code texts.properties} has them. */
public final class Texts {
  private static final String NAME = "keyturn.desktop.texts";

  private static volatile ResourceBundle bundle = ResourceBundle.getBundle(NAME);

  private Texts() {}

  /** For what is made from now on; a window begins in the language of its machine. */
  static void speak(Locale language) {
    bundle = ResourceBundle.getBundle(NAME, language);
  }

  /** Whether the window's language is written from right to left; layout follows. */
  public static boolean isRightToLeft() {
    return of("direction").equals("rtl");
  }

  /** Arguments appear as {@code toString} writes them: no grouping in key numbers. */
  public static String of(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    if (arguments.length == 0) {
      return pattern;
    }
    Object[] written = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      written[i] = String.valueOf(arguments[i]);
    }
    return new MessageFormat(pattern, Locale.ROOT).format(written);
  }

  /** {@code key.one} for 1, {@code key.many} otherwise; the count is {@code {0}}. */
  public static String count(String key, long count) {
    return of(key + (count == 1 ? ".one" : ".many"), count);
  }

  /** Whether there is a text for what a server or a later client may name. */
  public static boolean has(String key) {
    return bundle.containsKey(key);
  }
}
