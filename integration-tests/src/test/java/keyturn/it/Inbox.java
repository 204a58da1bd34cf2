package keyturn.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** What arrived, in order; a test waits for what it expects. Thread-safe. */
final class Inbox<T> {
  /** Far beyond what anything takes here: only a hang gets there. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int SHOWN = 12;

  private final List<T> all = new ArrayList<>();

  synchronized void add(T item) {
    all.add(item);
    notifyAll();
  }

  synchronized List<T> all() {
    return List.copyOf(all);
  }

  synchronized int size() {
    return all.size();
  }

  <E extends T> List<E> all(Class<E> type) {
    return all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The first of this kind. */
  <E extends T> E await(Class<E> type) {
    return await(type, 0, one -> true);
  }

  <E extends T> E await(Class<E> type, Predicate<? super E> wanted) {
    return await(type, 0, wanted);
  }

  /**
   * @param after how many items that came before do not count
   */
  <E extends T> E await(Class<E> type, int after, Predicate<? super E> wanted) {
    return await(
        type.getSimpleName(),
        items ->
            items.stream()
                .skip(after)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .findFirst());
  }

  /** Waits until {@code found} finds something; it sees everything that ever came. */
  synchronized <R> R await(String what, Function<List<T>, Optional<R>> found) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<R> result = found.apply(all);
    while (result.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "%s did not come in %d s; the last of %d: %s"
                .formatted(
                    what,
                    PATIENCE.toSeconds(),
                    all.size(),
                    all.subList(Math.max(0, all.size() - SHOWN), all.size())));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
      result = found.apply(all);
    }
    return result.get();
  }
}
