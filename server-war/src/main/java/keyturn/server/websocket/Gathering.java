package keyturn.server.websocket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Wakes a moment later, all together, those who wait for company: one timer for all connections.
 * Thread-safe.
 */
public final class Gathering implements Consumer<Runnable> {
  static final long MILLIS = 60;

  private final ScheduledExecutorService timer;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** On {@code timer}, which runs what is short and does not wait. */
  public Gathering(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  @Override
  public void accept(Runnable wake) {
    waiting.add(wake);
    if (scheduled.compareAndSet(false, true)) {
      try {
        var unused = timer.schedule(this::wakeAll, MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The server stops.
        wakeAll();
      }
    }
  }

  private void wakeAll() {
    // Before the first is woken: who comes from here on is woken next time.
    scheduled.set(false);
    for (Runnable wake = waiting.poll(); wake != null; wake = waiting.poll()) {
      wake.run();
    }
  }
}
