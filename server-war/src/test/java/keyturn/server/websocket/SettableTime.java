package keyturn.server.websocket;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that stands until it is moved. */
final class SettableTime implements LongSupplier {
  private long nanos = 1_000_000_000_000L;

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long getAsLong() {
    return nanos;
  }
}
