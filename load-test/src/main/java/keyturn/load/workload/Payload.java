package keyturn.load.workload;

import java.util.Optional;

/**
 * What a message of the load says: which one of its sender's it is, and when it was to be sent.
 *
 * @param number 1, 2, 3 … of one side of one pair
 * @param intendedNanos {@link System#nanoTime} at which an open loop meant to send it: a server
 *     that stalls is charged for everybody who had to wait
 */
record Payload(long number, long intendedNanos) {
  static final int BYTES = 200;
  private static final int FIGURES = 20;
  private static final String FILLER = " ".repeat(BYTES - 2 * FIGURES);

  /** {@value #BYTES} characters of ASCII. */
  String text() {
    StringBuilder text = new StringBuilder(BYTES);
    append(text, number);
    append(text, intendedNanos);
    return text.append(FILLER).toString();
  }

  private static void append(StringBuilder text, long figure) {
    String figures = Long.toString(figure);
    text.append("0".repeat(FIGURES - figures.length())).append(figures);
  }

  /** Empty if it is not of this load. */
  static Optional<Payload> of(String text) {
    if (text.length() != BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Payload(
              Long.parseLong(text, 0, FIGURES, 10),
              Long.parseLong(text, FIGURES, 2 * FIGURES, 10)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
