package keyturn.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import keyturn.client.link.ClientLoop;

/** A client loop and a wall clock that stand still until the test says otherwise. */
public final class TimeTravelLoop implements ClientLoop {
  /** A task and when it is due. */
  private static final class Timer {
    final long due;
    final long order;
    final Runnable task;
    boolean cancelled;

    Timer(long due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }
  }

  private static final long START_NANOS = 1_000_000_000_000L;

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong((Timer timer) -> timer.due)
              .thenComparingLong(timer -> timer.order));
  private long nanos = START_NANOS;
  private long asleepMillis;
  private long scheduled;

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    Timer timer = new Timer(nanos + delay.toNanos(), scheduled++, task);
    timers.add(timer);
    return () -> timer.cancelled = true;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  /** Runs what is due now and all that follows from it at once. */
  public void run() {
    while (true) {
      Runnable next = ready.poll();
      if (next != null) {
        next.run();
        continue;
      }
      Timer timer = timers.peek();
      if (timer == null || timer.due > nanos) {
        return;
      }
      timers.remove();
      if (!timer.cancelled) {
        timer.task.run();
      }
    }
  }

  /** Lets time pass, timer by timer. */
  public void advance(Duration duration) {
    run();
    long until = nanos + duration.toNanos();
    while (!timers.isEmpty() && timers.peek().due <= until) {
      nanos = Math.max(nanos, timers.peek().due);
      run();
    }
    nanos = until;
    run();
  }

  /** The machine sleeps: the wall clock goes on, the monotonic one does not. */
  public void sleep(Duration duration) {
    asleepMillis += duration.toMillis();
  }

  /** The wall clock. */
  public Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
      }

      @Override
      public Instant instant() {
        return Instant.parse("2026-11-20T12:00:00Z")
            .plusNanos(nanos - START_NANOS)
            .plusMillis(asleepMillis);
      }
    };
  }

  @Override
  public void close() {
    ready.clear();
    timers.clear();
  }
}
