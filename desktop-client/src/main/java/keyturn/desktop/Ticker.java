package keyturn.desktop;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the window that time has passed. Not an animation: while one runs, JavaFX goes through
 * sixty frames a second even where nothing moves.
 */
final class Ticker {
  private final Duration every;
  private final Executor ui;
  private final Runnable action;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "keyturn-tick");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param action runs on the UI thread
   */
  Ticker(Duration every, Executor ui, Runnable action) {
    this.every = every;
    this.ui = ui;
    this.action = action;
  }

  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  /** A UI thread that is busy gets one tick, not one for each that it missed. */
  private void tick() {
    if (waiting.compareAndSet(false, true)) {
      ui.execute(
          () -> {
            waiting.set(false);
            action.run();
          });
    }
  }
}
