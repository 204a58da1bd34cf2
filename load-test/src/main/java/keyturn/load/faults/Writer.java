package keyturn.load.faults;

import java.util.concurrent.TimeUnit;

/** Writes on and on, whatever happens. */
final class Writer {
  /** While the server is away for long, more would only take longer to drain. */
  private static final int MOST_WAITING = 100;

  private static final String AT = " at ";

  private final Member member;
  private final int pauseMillis;
  private final Thread thread;
  private volatile boolean over;

  Writer(Member member, int pauseMillis) {
    this.member = member;
    this.pauseMillis = pauseMillis;
    this.thread = new Thread(this::write, "writer-" + member.name());
    thread.setDaemon(true);
    thread.start();
  }

  private void write() {
    try {
      for (int i = 1; !over; i++) {
        if (member.waiting() < MOST_WAITING) {
          member.send(member.name() + " says " + i + AT + System.nanoTime());
        }
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** By the clock of {@link System#nanoTime}. */
  static long writtenAt(String text) {
    return Long.parseLong(text.substring(text.lastIndexOf(AT) + AT.length()));
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
