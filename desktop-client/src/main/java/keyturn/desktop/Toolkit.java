package keyturn.desktop;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import keyturn.desktop.common.Texts;

/** Starts JavaFX, or says in one line why that cannot be. */
final class Toolkit {
  private Toolkit() {}

  /**
   * Waits until the toolkit runs.
   *
   * @param first runs on the UI thread
   * @return why there is no window, for people; empty if there is one
   */
  static Optional<String> start(Runnable first) throws InterruptedException {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    // Some of what is missing is found out on a thread of the toolkit.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (!started.completeExceptionally(failure)) {
            failure.printStackTrace();
          }
        });
    try {
      Platform.startup(
          () -> {
            first.run();
            started.complete(null);
          });
    } catch (UnsupportedOperationException | IllegalStateException | LinkageError e) {
      started.completeExceptionally(e);
    }
    try {
      started.get();
      Thread.setDefaultUncaughtExceptionHandler(before);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(Texts.of("startup.no-window", reason(e)));
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return text.contains("DISPLAY") ? Texts.of("startup.no-display") : text;
  }
}
