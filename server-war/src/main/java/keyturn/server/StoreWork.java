package keyturn.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what asks the database on threads of its own, so that no caller ever blocks, and says so
 * when the database is away or too much waits already.
 */
public final class StoreWork {
  private final Executor executor;

  /**
   * @param executor bounded in threads and queue; it rejects what is too much
   */
  public StoreWork(Executor executor) {
    this.executor = executor;
  }

  /** Runs {@code work}, and {@code whenAway} if it failed in the database or found no room. */
  public void run(Runnable work, Runnable whenAway) {
    try {
      executor.execute(
          () -> {
            try {
              work.run();
            } catch (StoreException e) {
              whenAway.run();
            }
          });
    } catch (RejectedExecutionException e) {
      whenAway.run();
    }
  }
}
