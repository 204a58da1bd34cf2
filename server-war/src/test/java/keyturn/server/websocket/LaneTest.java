package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final StepExecutor threads = new StepExecutor();
  private final List<String> events = new ArrayList<>();
  private final Lane lane = new Lane(threads, bug -> events.add("failed " + bug.getMessage()));

  @Test
  void runsInOrderAlsoWhatTasksAdd() {
    lane.run(
        () -> {
          lane.run(() -> events.add("third"));
          events.add("first");
        });
    lane.run(() -> events.add("second"));
    threads.runAll();
    assertEquals(List.of("first", "second", "third"), events);
  }

  @Test
  void runsATaskHereIfNothingIsBeforeIt() {
    lane.runHere(
        () -> {
          lane.runHere(() -> events.add("second"));
          events.add("first");
        });
    assertEquals(List.of("first"), events);
    lane.runHere(() -> events.add("third"));
    threads.runAll();
    assertEquals(List.of("first", "second", "third"), events);
  }

  @Test
  void runsNothingHereWhilePaused() {
    lane.runHere(lane::pause);
    lane.runHere(() -> events.add("later"));
    threads.runAll();
    assertEquals(List.of(), events);
    lane.resume();
    threads.runAll();
    assertEquals(List.of("later"), events);
  }

  @Test
  void goesOnAfterATaskThatThrew() {
    lane.run(
        () -> {
          throw new IllegalStateException("bug");
        });
    lane.run(() -> events.add("next"));
    threads.runAll();
    assertEquals(List.of("failed bug", "next"), events);
  }

  @Test
  void givesItsThreadBackAfterATurn() {
    Lane other = new Lane(threads, bug -> {});
    for (int i = 0; i < 2 * Lane.TURN_TASKS; i++) {
      lane.run(() -> events.add("lane"));
    }
    other.run(() -> events.add("other"));
    threads.runAll();
    assertEquals(Lane.TURN_TASKS, events.indexOf("other"));
  }

  @Test
  void runsThePausedTaskFirstAfterAResume() {
    lane.run(() -> lane.pause(() -> events.add("again")));
    lane.run(() -> events.add("next"));
    threads.runAll();
    assertTrue(events.isEmpty());
    lane.resume();
    threads.runAll();
    assertEquals(List.of("again", "next"), events);
  }

  @Test
  void tellsWhenItsThreadsAreOverloaded() {
    Lane refused =
        new Lane(
            task -> {
              throw new RejectedExecutionException("full");
            },
            bug -> events.add(bug.getMessage()));
    refused.run(() -> events.add("never"));
    assertEquals(List.of("full"), events);
  }

  @Test
  void keepsTheOrderOfEachThreadThatAdds() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Integer> seen = new ArrayList<>();
      Lane busy = new Lane(pool, bug -> {});
      CountDownLatch done = new CountDownLatch(10_000);
      for (int i = 0; i < 10_000; i++) {
        int number = i;
        busy.run(
            () -> {
              seen.add(number);
              done.countDown();
            });
      }
      assertTrue(done.await(30, TimeUnit.SECONDS));
      assertEquals(seen.stream().sorted().toList(), seen);
    } finally {
      pool.shutdownNow();
    }
  }
}
