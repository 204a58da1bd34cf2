package keyturn.load.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import keyturn.load.client.LoadLoop;
import org.HdrHistogram.Histogram;

/** Pairs that are ready, with their ledgers and what was measured between them. */
final class Conversations implements AutoCloseable {
  static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int AT_ONCE = 16;

  private final LoadLoop loop;
  private final List<Pair> pairs;

  private Conversations(LoadLoop loop, List<Pair> pairs) {
    this.loop = loop;
    this.pairs = pairs;
  }

  /**
   * Makes {@code count} pairs, a few at a time.
   *
   * @param maker called on the loop
   */
  static Conversations start(LoadLoop loop, int count, IntFunction<CompletableFuture<Pair>> maker)
      throws InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int from = 0; from < count; from += AT_ONCE) {
      List<CompletableFuture<Pair>> starting = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
        int number = i;
        starting.add(onLoop(loop, () -> maker.apply(number)));
      }
      for (CompletableFuture<Pair> one : starting) {
        pairs.add(await(one));
      }
    }
    return new Conversations(loop, pairs);
  }

  private static CompletableFuture<Pair> onLoop(
      LoadLoop loop, java.util.function.Supplier<CompletableFuture<Pair>> maker) {
    CompletableFuture<Pair> result = new CompletableFuture<>();
    loop.execute(
        () -> {
          var unused =
              maker
                  .get()
                  .whenComplete(
                      (pair, failure) -> {
                        if (failure == null) {
                          result.complete(pair);
                        } else {
                          result.completeExceptionally(failure);
                        }
                      });
        });
    return result;
  }

  static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("not ready after " + PATIENCE.toSeconds() + " s", e);
    }
  }

  /** Some of these; the same pairs, to be closed once. */
  Conversations first(int count) {
    return new Conversations(loop, pairs.subList(0, Math.min(count, pairs.size())));
  }

  List<Pair> pairs() {
    return pairs;
  }

  LoadLoop loop() {
    return loop;
  }

  static Histogram histogram() {
    return new Histogram(MAX_MICROS, 3);
  }

  @Override
  public void close() {
    loop.execute(() -> pairs.forEach(Pair::close));
  }
}
