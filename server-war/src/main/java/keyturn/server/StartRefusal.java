package keyturn.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * A start that must not succeed: says why, once, and where the process is the server's own, ends it
 * with exit code 1, so that whoever watches over it (systemd) sees that it failed.
 */
public final class StartRefusal {
  /** {@code true} or {@code false}: in an application server that serves others, it must stay. */
  public static final String EXIT_SETTING = "keyturn.exit-when-refused";

  private static final Logger LOG = System.getLogger(StartRefusal.class.getName());
  private static final int EXIT_CODE = 1;
  private static final int PATIENCE_SECONDS = 10;

  private StartRefusal() {}

  /** What happens to the process. */
  public enum Then {
    STAY,
    EXIT;

    /** Of the value of {@link #EXIT_SETTING}; one that is neither is refused elsewhere. */
    public static Then of(String setting) {
      return setting.strip().equals("true") ? EXIT : STAY;
    }
  }

  /**
   * Returns at once; the process ends a moment later.
   *
   * @param step at which the start stands
   * @param reason what to repair
   */
  public static void tell(String step, String reason, Then then) {
    LOG.log(Level.ERROR, "event=start-refused step={0} reason={1}", step, reason);
    if (then == Then.EXIT) {
      // Each on its own: an orderly exit waits for the deployment, and that perhaps for the caller.
      new Thread(() -> System.exit(EXIT_CODE), "exit").start();
      Thread halt = new Thread(StartRefusal::haltInTheEnd, "halt");
      halt.setDaemon(true);
      halt.start();
    }
  }

  private static void haltInTheEnd() {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
