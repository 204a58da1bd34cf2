package keyturn.load.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sits between server and database, and holds the packet on which everything depends: the server
 * then stands at a {@link Failpoint} and can be killed there. The product has no switch for this;
 * what is seen is MySQL's text protocol. Any thread.
 */
final class CommitGate {
  private static final int COM_QUERY = 3;
  private static final int HEADER_BYTES = 4;

  private volatile Armed armed = new Armed(Failpoint.DELIVERED);

  /** One wait for one failpoint; the first connection that comes there is held for ever. */
  private static final class Armed {
    final Failpoint at;
    final CountDownLatch reached = new CountDownLatch(1);

    Armed(Failpoint at) {
      this.at = at;
    }

    boolean waitsFor(Failpoint point) {
      return at == point && reached.getCount() > 0;
    }
  }

  /** From now on the first transaction that stores a message is held there. */
  void arm(Failpoint point) {
    if (!point.isAtTheDatabase()) {
      throw new IllegalArgumentException(point + " does not show at the database");
    }
    armed = new Armed(point);
  }

  /** Waits until a transaction stands there. */
  boolean awaitReached(long seconds) throws InterruptedException {
    return armed.reached.await(seconds, TimeUnit.SECONDS);
  }

  /** Nothing is held any more that comes from now on. */
  void disarm() {
    armed = new Armed(Failpoint.DELIVERED);
  }

  /** Of one connection of the server's. */
  Tap tap() {
    return new Statements();
  }

  private final class Statements implements Tap {
    private boolean inserted;
    private volatile boolean holdAnswer;

    @Override
    public void toServer(byte[] data, int length) throws IOException {
      if (length <= HEADER_BYTES || data[HEADER_BYTES] != COM_QUERY) {
        return;
      }
      String statement =
          new String(data, HEADER_BYTES + 1, length - HEADER_BYTES - 1, StandardCharsets.ISO_8859_1)
              .strip()
              .toUpperCase(Locale.ROOT);
      Armed now = armed;
      if (statement.startsWith("SELECT SENDER_DEVICE_ID, MESSAGE_ID")) {
        stand(now, Failpoint.RECEIVED);
      } else if (statement.startsWith("INSERT INTO MESSAGE")) {
        stand(now, Failpoint.BEFORE_INSERT);
        inserted = true;
      } else if (statement.equals("COMMIT")) {
        if (inserted) {
          stand(now, Failpoint.AFTER_INSERT);
          holdAnswer = now.waitsFor(Failpoint.AFTER_COMMIT);
        }
        inserted = false;
      }
    }

    @Override
    public void toClient(byte[] data, int length) throws IOException {
      if (holdAnswer) {
        holdAnswer = false;
        stand(armed, Failpoint.AFTER_COMMIT);
      }
    }

    private void stand(Armed now, Failpoint point) throws IOException {
      if (!now.waitsFor(point)) {
        return;
      }
      now.reached.countDown();
      try {
        // Until the server is dead: then this connection is, too.
        TimeUnit.MINUTES.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("held at " + point);
    }
  }
}
