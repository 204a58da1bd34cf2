package keyturn.server;

import java.lang.System.Logger;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what asks the database on threads of its own, so that no caller ever blocks, and says so
 * when the database is away or too much waits already.
 */
public final class StoreWork {
  private static final Logger LOG = System.getLogger(StoreWork.class.getName());

  private final Executor executor;

  /**
   * Runs on {@code executor}.
   *
   * @param executor bounded in threads and queue; it rejects what is too much
   */
  public StoreWork(Executor executor) {
    this.executor = executor;
  }

  /** Runs {@code work}, and {@code whenAway} if it failed or found no room. */
  public void run(Runnable work, Runnable whenAway) {
    try {
      executor.execute(() -> attempt(work, whenAway));
    } catch (RejectedExecutionException e) {
      whenAway.run();
    }
  }

  private static void attempt(Runnable work, Runnable whenAway) {
    try {
      work.run();
    } catch (StoreException e) {
      whenAway.run();
    } catch (RuntimeException e) {
      // Nobody waits for a result here: a bug must not leave somebody without an answer. The
      // exception's text may quote values.
      LOG.log(Logger.Level.ERROR, "work on the database failed: " + e.getClass().getName());
      whenAway.run();
    }
  }
}
