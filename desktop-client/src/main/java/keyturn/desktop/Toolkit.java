package keyturn.desktop;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import keyturn.desktop.common.Texts;

/** Starts JavaFX, or says in one line why that cannot be. */
final class Toolkit {
  /** Held, or its level would be forgotten: JavaFX warns of the class path at each start. */
  private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

  private Toolkit() {}

  /**
   * Waits until the toolkit runs.
   *
   * @param first runs on the UI thread
   * @return why there is no window, for people; empty if there is one
   */
  static Optional<String> start(Runnable first) throws InterruptedException {
    JAVAFX_LOG.setLevel(Level.SEVERE);
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
    if (text.contains("DISPLAY")) {
      return Texts.of("startup.no-display");
    }
    // JavaFX looks for GTK itself and keeps the name to itself.
    return text.contains("GTK") ? Texts.of("startup.no-gtk") : text;
  }
}
