package keyturn.it;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that nobody has yet, and that do not look like one another. */
final class Names {
  private static final String LETTERS = "bfgkptxz";
  private static final AtomicInteger COUNT = new AtomicInteger(LETTERS.length());

  private Names() {}

  static String fresh(String start) {
    StringBuilder name = new StringBuilder(start);
    for (int rest = COUNT.incrementAndGet(); rest > 0; rest /= LETTERS.length()) {
      name.append(LETTERS.charAt(rest % LETTERS.length()));
    }
    return name.toString();
  }
}
