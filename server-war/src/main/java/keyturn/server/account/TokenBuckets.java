package keyturn.server.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts per key: {@code burst} at once, then one every {@code refill}. Remembers at most {@code
 * maxKeys}, and forgets the one asked about longest ago first, which by then has mostly refilled.
 * Thread-safe.
 */
final class TokenBuckets<K> {
  private final int burst;
  private final long refillMillis;
  private final int maxKeys;
  private final Clock clock;
  private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private record Bucket(double tokens, long atMillis) {}

  TokenBuckets(int burst, Duration refill, int maxKeys, Clock clock) {
    this.burst = burst;
    this.refillMillis = refill.toMillis();
    this.maxKeys = maxKeys;
    this.clock = clock;
  }

  /**
   * Takes one.
   *
   * @return empty if there was one; else how long until there is
   */
  synchronized Optional<Duration> take(K key) {
    double tokens = tokens(key);
    if (tokens < 1) {
      return Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) * refillMillis)));
    }
    put(key, tokens - 1);
    return Optional.empty();
  }

  /** The one taken does not count after all. */
  synchronized void giveBack(K key) {
    put(key, tokens(key) + 1);
  }

  synchronized int size() {
    return buckets.size();
  }

  private double tokens(K key) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return burst;
    }
    // A clock set back must not take anything away.
    long elapsed = Math.max(0, clock.millis() - bucket.atMillis());
    return Math.min(burst, bucket.tokens() + (double) elapsed / refillMillis);
  }

  private void put(K key, double tokens) {
    if (tokens >= burst) {
      buckets.remove(key);
      return;
    }
    buckets.put(key, new Bucket(tokens, clock.millis()));
    if (buckets.size() > maxKeys) {
      Iterator<K> eldest = buckets.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
