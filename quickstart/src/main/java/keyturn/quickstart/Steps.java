package keyturn.quickstart;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on standard error what happens, each line with the seconds since the start. */
final class Steps {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Steps(PrintStream out) {
    this.out = out;
  }

  void say(String format, Object... arguments) {
    out.println(
        String.format(Locale.ROOT, "[%6.1f s] ", (System.nanoTime() - start) / 1e9)
            + String.format(Locale.ROOT, format, arguments));
  }
}
