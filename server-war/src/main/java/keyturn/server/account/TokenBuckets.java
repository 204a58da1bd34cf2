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
  private final long fullMillis;
  private final long refillMillis;
  private final int maxKeys;
  private final Clock clock;
  private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  /**
   * What is left of a key's burst, as the time in which so much refills.
   *
   * @param atMillis when it was so
   */
  private record Bucket(long leftMillis, long atMillis) {}

  TokenBuckets(int burst, Duration refill, int maxKeys, Clock clock) {
    this.refillMillis = refill.toMillis();
    this.fullMillis = burst * refillMillis;
    this.maxKeys = maxKeys;
    this.clock = clock;
  }

  /**
   * Takes one.
   *
   * @return empty if there was one; else how long until there is
   */
  synchronized Optional<Duration> take(K key) {
    long left = leftMillis(key);
    if (left < refillMillis) {
      return Optional.of(Duration.ofMillis(refillMillis - left));
    }
    put(key, left - refillMillis);
    return Optional.empty();
  }

  /** The one taken does not count after all. */
  synchronized void giveBack(K key) {
    put(key, leftMillis(key) + refillMillis);
  }

  synchronized int size() {
    return buckets.size();
  }

  private long leftMillis(K key) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return fullMillis;
    }
    // A clock set back must not take anything away.
    long elapsed = Math.max(0, clock.millis() - bucket.atMillis());
    return Math.min(fullMillis, bucket.leftMillis() + elapsed);
  }

  private void put(K key, long leftMillis) {
    if (leftMillis >= fullMillis) {
      buckets.remove(key);
      return;
    }
    buckets.put(key, new Bucket(leftMillis, clock.millis()));
    if (buckets.size() > maxKeys) {
      Iterator<K> eldest = buckets.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
