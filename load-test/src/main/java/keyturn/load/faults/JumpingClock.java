package keyturn.load.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, which somebody sets wrong. */
final class JumpingClock extends Clock {
  private final Clock system = Clock.systemUTC();
  private volatile Duration offset = Duration.ZERO;

  void jump(Duration to) {
    offset = to;
  }

  @Override
  public Instant instant() {
    return system.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
