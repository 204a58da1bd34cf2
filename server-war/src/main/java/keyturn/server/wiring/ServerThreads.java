package keyturn.server.wiring;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * All threads of the server, bounded each, so that no kind of work takes the threads of another
 * (and none those of the container, which read the sockets).
 *
 * @param tunnels seals and opens; never waits
 * @param requests hands requests to use cases; never waits
 * @param accounts waits for the database on behalf of people who sign in
 * @param database waits for the database on behalf of people who have
 * @param timer starts what is to be done again and again, and never does it
 */
record ServerThreads(
    ExecutorService tunnels,
    ExecutorService requests,
    ExecutorService accounts,
    ExecutorService database,
    ScheduledExecutorService timer)
    implements AutoCloseable {
  /** Together at most as many as the pool has connections. */
  private static final int ACCOUNT_THREADS = 4;

  private static final int DATABASE_THREADS = 10;
  private static final int TIMER_THREADS = 2;
  private static final int DATABASE_QUEUE = 1024;

  static ServerThreads start(ThreadFactory factory, int maxConnections) {
    int cores = Runtime.getRuntime().availableProcessors();
    // A connection waits in such a queue at most a few times, so that it never overflows.
    int lanes = 4 * maxConnections + 64;
    return new ServerThreads(
        pool(factory, Math.max(2, cores), lanes),
        pool(factory, Math.max(2, cores), lanes),
        pool(factory, ACCOUNT_THREADS, DATABASE_QUEUE),
        pool(factory, DATABASE_THREADS, DATABASE_QUEUE),
        Executors.newScheduledThreadPool(TIMER_THREADS, factory));
  }

  private static ExecutorService pool(ThreadFactory factory, int threads, int queue) {
    return new ThreadPoolExecutor(
        threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    requests.shutdownNow();
    tunnels.shutdownNow();
    accounts.shutdownNow();
    database.shutdownNow();
  }
}
