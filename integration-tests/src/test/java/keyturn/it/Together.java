package keyturn.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs what does not depend on each other at the same time: most of it waits. */
final class Together {
  /** One step of a test for one of several cases. */
  @FunctionalInterface
  interface Step<T> {
    void run(T item) throws Exception;
  }

  private Together() {}

  /**
   * Runs {@code step} for every item, so many at a time.
   *
   * @throws AssertionError with every failure, each named by its item
   */
  static <T> void forEach(List<T> items, int atATime, Step<T> step) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    List<Future<?>> running = new ArrayList<>();
    for (T item : items) {
      running.add(
          threads.submit(
              () -> {
                step.run(item);
                return item;
              }));
    }
    threads.shutdown();
    AssertionError failure = null;
    for (int i = 0; i < items.size(); i++) {
      try {
        running.get(i).get();
      } catch (ExecutionException e) {
        if (failure == null) {
          failure = new AssertionError("not every case passed");
        }
        failure.addSuppressed(new AssertionError(String.valueOf(items.get(i)), e.getCause()));
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
