package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
  private long nanos;
  private boolean reachable = true;
  private int asked;
  private Runnable whileAsking = () -> {};
  private final DatabaseWatch watch =
      new DatabaseWatch(
          () -> {
            asked++;
            whileAsking.run();
            return reachable;
          },
          () -> nanos);

  @Test
  void trustsTheDatabaseThatTheStartHasJustUsed() {
    assertTrue(watch.answers());
  }

  @Test
  void refusesWorkWhileTheDatabaseIsAway() {
    reachable = false;
    watch.probe();
    List<String> done = new ArrayList<>();
    Executor guarded = watch.guarding(Runnable::run);
    assertThrows(RejectedExecutionException.class, () -> guarded.execute(() -> done.add("x")));
    assertTrue(done.isEmpty());
  }

  @Test
  void takesAProbeThatDoesNotReturnForAnAnswer() {
    whileAsking =
        () -> {
          pass(2);
          assertTrue(watch.answers());
          pass(1);
          assertFalse(watch.answers());
        };
    watch.probe();
    assertTrue(watch.answers());
  }

  @Test
  void asksMoreSeldomWhileTheDatabaseIsAway() {
    reachable = false;
    for (int second = 0; second < 12; second++) {
      watch.probe();
      pass(1);
    }
    assertEquals(3, asked);
  }

  @Test
  void noticesThatTheDatabaseIsBack() {
    reachable = false;
    watch.probe();
    pass(4);
    reachable = true;
    watch.probe();
    List<String> done = new ArrayList<>();
    watch.guarding(Runnable::run).execute(() -> done.add("x"));
    assertEquals(List.of("x"), done);
  }

  private void pass(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }
}
