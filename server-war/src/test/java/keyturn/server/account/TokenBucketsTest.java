package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
  private final SettableClock clock = new SettableClock();
  private final TokenBuckets<String> buckets =
      new TokenBuckets<>(3, Duration.ofSeconds(30), 100, clock);

  @Test
  void aBurstThenOneAtATime() {
    takeAll("alice");
    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("alice"));
    clock.pass(Duration.ofSeconds(20));
    assertEquals(Optional.of(Duration.ofSeconds(10)), buckets.take("alice"));
    clock.pass(Duration.ofSeconds(10));
    assertEquals(Optional.empty(), buckets.take("alice"));
    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("alice"));
  }

  @Test
  void aRefusalCostsNothing() {
    takeAll("alice");
    for (int i = 0; i < 1000; i++) {
      buckets.take("alice");
    }
    clock.pass(Duration.ofSeconds(30));
    assertEquals(Optional.empty(), buckets.take("alice"));
  }

  @Test
  void keysDoNotShare() {
    takeAll("alice");
    assertEquals(Optional.empty(), buckets.take("bob"));
  }

  @Test
  void whatIsGivenBackCountsNotAndIsForgotten() {
    for (int i = 0; i < 1000; i++) {
      assertEquals(Optional.empty(), buckets.take("alice"));
      buckets.giveBack("alice");
    }
    assertEquals(0, buckets.size());
  }

  @Test
  void aClockSetBackTakesNothingAway() {
    buckets.take("alice");
    clock.pass(Duration.ofDays(-1));
    assertEquals(Optional.empty(), buckets.take("alice"));
  }

  @Test
  void memoryIsBoundedAndTheBusyOnesStay() {
    takeAll("mallory");
    for (int i = 0; i < 10_000; i++) {
      buckets.take("name " + i);
      buckets.take("mallory");
    }
    assertEquals(100, buckets.size());
    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("mallory"));
  }

  private void takeAll(String key) {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), buckets.take(key));
    }
  }
}
