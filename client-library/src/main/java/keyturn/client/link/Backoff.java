package keyturn.client.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: full jitter, so that two thousand clients do not come back
 * in step. The n-th delay is uniform in [0, min(30 s, 0.5 s · 2ⁿ)], at least 50 ms.
 */
public final class Backoff {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final int DOUBLINGS = 6;

  private final RandomGenerator random;
  private int failures;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  public Duration next() {
    long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, DOUBLINGS));
    failures++;
    return Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), ceiling + 1));
  }

  public void reset() {
    failures = 0;
  }
}
