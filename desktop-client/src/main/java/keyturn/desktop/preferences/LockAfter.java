package keyturn.desktop.preferences;

import java.time.Duration;

/**
 * How long a window may lie untouched.
 *
 * @param minutes 1 to 240
 */
public record LockAfter(int minutes) {
  public LockAfter {
    if (minutes < 1 || minutes > 240) {
      throw new IllegalArgumentException("minutes must be 1 to 240, was " + minutes);
    }
  }

  public Duration duration() {
    return Duration.ofMinutes(minutes);
  }
}
