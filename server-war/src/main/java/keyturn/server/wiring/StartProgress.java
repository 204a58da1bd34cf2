package keyturn.server.wiring;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/** How far the start has come and how the server does, for the health checks. Thread-safe. */
final class StartProgress {
  /** What the start does, in this order; the name is where it stands, or failed. */
  enum Step {
    CONFIGURATION,
    DATABASE,
    SCHEMA,
    KEY_RING,
    IDENTITY,
    ACCEPTING,
    STOPPED;

    String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private volatile Step step = Step.CONFIGURATION;
  private volatile BooleanSupplier databaseAnswers = () -> false;

  void reached(Step next) {
    step = next;
  }

  /** From now on {@code watch} knows whether the database answers. */
  void watchedBy(BooleanSupplier watch) {
    databaseAnswers = watch;
  }

  boolean databaseAnswers() {
    return databaseAnswers.getAsBoolean();
  }

  Step step() {
    return step;
  }
}
