package keyturn.load.workload;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import keyturn.load.client.LoadLoop;

/** Waits on the loop for what is still on its way. */
final class Quiet {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private Quiet() {}

  /** Returns when {@code condition} holds, or after {@code patience}; says which. */
  static boolean await(LoadLoop loop, Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    long deadline = System.nanoTime() + patience.toNanos();
    loop.execute(() -> look(loop, deadline, condition, result));
    return Conversations.await(result);
  }

  private static void look(
      LoadLoop loop, long deadline, BooleanSupplier condition, CompletableFuture<Boolean> result) {
    boolean holds = condition.getAsBoolean();
    if (holds || System.nanoTime() - deadline > 0) {
      result.complete(holds);
    } else {
      loop.schedule(LOOK_AGAIN, () -> look(loop, deadline, condition, result));
    }
  }
}
