package keyturn.desktop.common;

import java.util.Locale;

/** Lets tests open a window in another language than their JVM's. */
public final class Language {
  private Language() {}

  public static void speak(Locale language) {
    Texts.speak(language);
  }
}
