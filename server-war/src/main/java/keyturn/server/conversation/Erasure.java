package keyturn.server.conversation;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import keyturn.server.StoreWork;

/**
 * Erases messages, epoch keys and key-encryption keys that nobody needs any more
 * (docs/spec/supervised.md#erasure).
 */
public final class Erasure implements AutoCloseable {
  private static final long PERIOD_SECONDS = 10;
  private static final int AT_MOST = 500;

  private final ErasureStore store;
  private final Retention retention;
  private final KeyRing ring;
  private final StoreWork work;
  private final AtomicBoolean running = new AtomicBoolean();
  private Optional<ScheduledFuture<?>> runs = Optional.empty();

  public Erasure(ErasureStore store, Retention retention, KeyRing ring, StoreWork work) {
    this.store = store;
    this.retention = retention;
    this.ring = ring;
    this.work = work;
  }

  public synchronized void start(ScheduledExecutorService timer) {
    runs =
        Optional.of(
            timer.scheduleWithFixedDelay(this::startRun, PERIOD_SECONDS, PERIOD_SECONDS, SECONDS));
  }

  @Override
  public synchronized void close() {
    runs.ifPresent(future -> future.cancel(false));
  }

  private void startRun() {
    if (running.compareAndSet(false, true)) {
      work.run(
          () -> {
            try {
              run();
            } finally {
              running.set(false);
            }
          },
          () -> running.set(false));
    }
  }

  /** Erases everything that is over now; blocks. */
  public void run() {
    store.dropQueuesOfGoneDevices();
    int erased;
    do {
      erased = store.eraseEpochs(retention, AT_MOST).size();
    } while (erased == AT_MOST);
    store.forgetMessages(AT_MOST);
    ErasureStore.KekUse use = store.kekUse();
    ring.retain(use.needed(), use.firstDay());
  }
}
