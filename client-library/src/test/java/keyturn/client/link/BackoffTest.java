package keyturn.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /** Always the longest delay, or always the shortest. */
  private static RandomGenerator notRandom(boolean longest) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError("a range is asked for");
      }

      @Override
      public long nextLong(long from, long to) {
        return longest ? to - 1 : from;
      }
    };
  }

  @Test
  void theLongestDelayDoublesFromHalfASecondToThirty() {
    Backoff backoff = new Backoff(notRandom(true));

    List<Long> delays = backoff(backoff, 9);

    assertEquals(
        List.of(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L), delays);
  }

  @Test
  void anyDelayMayBeShortButNotNone() {
    Backoff backoff = new Backoff(notRandom(false));

    assertEquals(List.of(50L, 50L, 50L), backoff(backoff, 3));
  }

  @Test
  void successBeginsAnew() {
    Backoff backoff = new Backoff(notRandom(true));
    backoff(backoff, 5);

    backoff.reset();

    assertEquals(Duration.ofMillis(500), backoff.next());
  }

  @Test
  void aThousandFailuresDoNotOverflow() {
    Backoff backoff = new Backoff(notRandom(true));

    assertTrue(backoff(backoff, 1000).stream().allMatch(millis -> millis <= 30_000));
  }

  private static List<Long> backoff(Backoff backoff, int count) {
    return java.util.stream.Stream.generate(backoff::next)
        .limit(count)
        .map(Duration::toMillis)
        .toList();
  }
}
