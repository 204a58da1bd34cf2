package keyturn.server.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Knows whether the database answers, so that while it does not nobody waits for it: every single
 * question may take up to the socket's time limit, and more with a pool of dead connections.
 * Thread-safe.
 */
final class DatabaseWatch {
  /** A probe that takes longer is a database that does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The pool logs every failure at length: not each second. */
  private static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(4);

  private final BooleanSupplier question;
  private final LongSupplier nanoTime;
  private boolean probing;
  private boolean answers = true;
  private long changedAt;

  /**
   * Asks with {@code question}, which may take its time.
   *
   * @param nanoTime a monotonic clock
   */
  DatabaseWatch(BooleanSupplier question, LongSupplier nanoTime) {
    this.question = question;
    this.nanoTime = nanoTime;
    changedAt = nanoTime.getAsLong();
  }

  /** To be called about once a second on a thread that may wait; one call at a time. */
  void probe() {
    synchronized (this) {
      boolean soon = nanoTime.getAsLong() - changedAt < PAUSE_WHILE_AWAY.toNanos();
      if (!answers && soon) {
        return;
      }
      probing = true;
      changedAt = nanoTime.getAsLong();
    }
    boolean answered = question.getAsBoolean();
    synchronized (this) {
      probing = false;
      answers = answered;
      changedAt = nanoTime.getAsLong();
    }
  }

  synchronized boolean answers() {
    boolean stuck = probing && nanoTime.getAsLong() - changedAt > PATIENCE.toNanos();
    return answers && !stuck;
  }

  /** As {@code threads}, but it refuses what is to wait for a database that does not answer. */
  Executor guarding(Executor threads) {
    return task -> {
      if (!answers()) {
        throw new RejectedExecutionException("the database does not answer");
      }
      threads.execute(task);
    };
  }

  /** Whether a connection can be had and used. */
  static boolean ask(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(Math.toIntExact(PATIENCE.toSeconds()));
    } catch (SQLException e) {
      return false;
    }
  }
}
