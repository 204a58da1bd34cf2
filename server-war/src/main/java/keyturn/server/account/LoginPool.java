package keyturn.server.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where bcrypt runs: so few threads that the others' messages still flow, and a queue that nobody
 * waits in for longer than {@value #QUEUE_SECONDS} s.
 */
public final class LoginPool implements AutoCloseable {
  static final long QUEUE_SECONDS = 8;

  private final ThreadPoolExecutor executor;
  private final long eachMillis;

  /**
   * @param cores of this machine; half of them, at least one, check passwords
   * @param each what one check takes about
   */
  public LoginPool(int cores, Duration each, ThreadFactory threads) {
    int count = Math.max(1, cores / 2);
    eachMillis = Math.max(1, each.toMillis());
    int waiting = (int) Math.max(1, QUEUE_SECONDS * 1000 * count / eachMillis);
    executor =
        new ThreadPoolExecutor(
            count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), threads);
  }

  /**
   * Runs {@code work} as soon as a thread is free. Never blocks.
   *
   * @return empty; or, when the queue is full, how long to wait before asking again
   */
  public Optional<Duration> submit(Runnable work) {
    try {
      executor.execute(work);
      return Optional.empty();
    } catch (RejectedExecutionException full) {
      long millis = executor.getQueue().size() * eachMillis / executor.getCorePoolSize();
      return Optional.of(Duration.ofMillis(Math.max(1000, millis)));
    }
  }

  /** Drops what waits: its connections are closing. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
