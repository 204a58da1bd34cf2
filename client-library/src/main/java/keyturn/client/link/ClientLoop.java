package keyturn.client.link;

import java.time.Duration;

/** The one thread on which a client's state lives. Nothing that runs there may block. */
public interface ClientLoop extends AutoCloseable {
  /** Runs soon, after what was given before. After {@link #close} it is dropped. */
  void execute(Runnable task);

  Scheduled schedule(Duration delay, Runnable task);

  /** Monotonic, as {@link System#nanoTime}; stops while the machine sleeps. */
  long nanoTime();

  /** Ends after the task that runs now; what is queued or scheduled is dropped. */
  @Override
  void close();

  /** A task to come. */
  @FunctionalInterface
  interface Scheduled {
    /** Does nothing if it has run. */
    void cancel();
  }
}
