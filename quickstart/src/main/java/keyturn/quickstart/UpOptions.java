package keyturn.quickstart;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code ./keyturn up} was asked for.
 *
 * @param port of TLS on the loopback address
 * @param data folder of the instance
 * @param database an external MySQL; empty for the embedded one
 * @param desktop whether to open a window where there is a display
 * @param compatibilitySuites whether administrators offer Triple-DES and the keyed-hash stream
 * @param echo whether the person Echo answers
 */
record UpOptions(
    int port,
    Path data,
    Optional<DatabaseAddress> database,
    Choice desktop,
    Choice compatibilitySuites,
    Choice echo) {

  /** A switch, named. */
  enum Choice {
    ON,
    OFF;

    static Choice of(boolean on) {
      return on ? ON : OFF;
    }

    boolean isOn() {
      return this == ON;
    }
  }
}
