package keyturn.load.report;

import java.util.Locale;

/** Figures as they stand in a report. */
public final class Figures {
  private Figures() {}

  /** {@code 12,345}. */
  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** {@code 1.5}; three figures, about. */
  public static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** {@code 0.61}. */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
