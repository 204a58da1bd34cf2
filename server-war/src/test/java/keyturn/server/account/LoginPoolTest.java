package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoginPoolTest {
  private static final Duration QUARTER_SECOND = Duration.ofMillis(250);

  private final AtomicInteger threads = new AtomicInteger();

  @Test
  void takesEightSecondsOfWorkAndNoMore() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    try (LoginPool pool = pool(2)) {
      pool.submit(
          () -> {
            held.countDown();
            await(hold);
          });
      held.await();
      for (int waiting = 0; waiting < 32; waiting++) {
        assertEquals(Optional.empty(), pool.submit(() -> {}));
      }
      assertEquals(Optional.of(Duration.ofSeconds(8)), pool.submit(() -> {}));
      hold.countDown();
    }
    assertEquals(1, threads.get());
  }

  @Test
  void halfOfTheCoresCheckPasswords() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(4);
    try (LoginPool pool = pool(8)) {
      for (int i = 0; i < 8; i++) {
        pool.submit(
            () -> {
              held.countDown();
              await(hold);
            });
      }
      held.await();
      assertEquals(4, threads.get());
      hold.countDown();
    }
  }

  @Test
  void aFailureDoesNotCostTheThread() throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    try (LoginPool pool = pool(1)) {
      pool.submit(
          () -> {
            throw new IllegalStateException("a bug");
          });
      pool.submit(next::countDown);
      next.await();
    }
    assertTrue(threads.get() >= 1);
  }

  private LoginPool pool(int cores) {
    return new LoginPool(
        cores,
        QUARTER_SECOND,
        work -> {
          threads.incrementAndGet();
          Thread thread = new Thread(work);
          thread.setUncaughtExceptionHandler((failed, expected) -> {});
          return thread;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
