package keyturn.load.faults;

import java.util.concurrent.TimeUnit;

/** Writes on and on, whatever happens. */
final class Writer {
  private static final int PAUSE_MILLIS = 40;

  /** While the server is away for long, more would only take longer to drain. */
  private static final int MOST_WAITING = 100;

  private final Member member;
  private final Thread thread;
  private volatile boolean over;

  Writer(Member member) {
    this.member = member;
    this.thread = new Thread(this::write, "writer-" + member.name());
    thread.setDaemon(true);
    thread.start();
  }

  private void write() {
    try {
      for (int i = 1; !over; i++) {
        if (member.waiting() < MOST_WAITING) {
          member.send(member.name() + " says " + i);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when nothing more is written. */
  void end() {
    over = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
