package keyturn.server.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends that wait for the next transaction, of all connections in the order they came. Bounded:
 * what finds no room is told to try again.
 */
final class SendQueue {
  static final int MAX_SENDS = 4_096;
  static final long MAX_BYTES = 32L * 1024 * 1024;

  private static final int BATCH_SENDS = 256;
  private static final int BATCH_BYTES = 1024 * 1024;

  private final BlockingQueue<PendingSend> sends = new LinkedBlockingQueue<>(MAX_SENDS);
  private final AtomicLong bytes = new AtomicLong();

  /** Whether there was room. */
  boolean offer(PendingSend send) {
    int size = send.message().sealed().length();
    if (bytes.addAndGet(size) > MAX_BYTES || !sends.offer(send)) {
      bytes.addAndGet(-size);
      return false;
    }
    return true;
  }

  /** Waits for the first, and takes with it what has come meanwhile. */
  List<PendingSend> take() throws InterruptedException {
    List<PendingSend> batch = new ArrayList<>();
    PendingSend next = sends.take();
    int size = 0;
    while (next != null) {
      batch.add(next);
      size += next.message().sealed().length();
      next = batch.size() < BATCH_SENDS && size < BATCH_BYTES ? sends.poll() : null;
    }
    bytes.addAndGet(-size);
    return batch;
  }
}
