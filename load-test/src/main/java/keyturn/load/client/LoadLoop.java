package keyturn.load.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import keyturn.client.link.ClientLoop;

/**
 * One thread for all simulated people: their sockets, their clients, their timers. What measures
 * must cost little beside what is measured, so nothing here is handed from thread to thread.
 */
public final class LoadLoop implements ClientLoop {
  private static final System.Logger LOG = System.getLogger(LoadLoop.class.getName());

  /** So many tasks in a row before sockets and timers get their turn. */
  private static final int TURN_TASKS = 256;

  /** Where a ready socket is dealt with. */
  interface Ready {
    void ready(SelectionKey key);
  }

  private static final class Timed implements Scheduled {
    private final long atNanos;
    private final Runnable task;
    private boolean cancelled;

    Timed(long atNanos, Runnable task) {
      this.atNanos = atNanos;
      this.task = task;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timed> timers =
      new PriorityQueue<>(Comparator.comparingLong((Timed timed) -> timed.atNanos));
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong frames = new AtomicLong();

  private LoadLoop(Selector selector) {
    this.selector = selector;
    this.thread = new Thread(this::run, "load");
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public static LoadLoop start() throws IOException {
    LoadLoop loop = new LoadLoop(Selector.open());
    loop.thread.start();
    return loop;
  }

  Selector selector() {
    return selector;
  }

  private boolean isHere() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (!isHere() && woken.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    Timed timed = new Timed(System.nanoTime() + delay.toNanos(), task);
    if (isHere()) {
      timers.add(timed);
    } else {
      execute(() -> timers.add(timed));
    }
    return timed;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** A message of a WebSocket came or went; on the loop. */
  void countFrame() {
    frames.incrementAndGet();
  }

  /** How many messages of WebSockets came and went so far. */
  public long frames() {
    return frames.get();
  }

  /** How many tasks threw: a run with any is not a result. */
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (!closed) {
        select();
        runTasks();
        runTimers();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void select() throws IOException {
    long millis = tasks.isEmpty() ? millisToNextTimer() : 0;
    if (millis <= 0) {
      selector.selectNow(this::dispatch);
    } else {
      selector.select(this::dispatch, millis);
    }
    woken.set(false);
  }

  private void dispatch(SelectionKey key) {
    guarded(() -> ((Ready) key.attachment()).ready(key));
  }

  private long millisToNextTimer() {
    Timed next = timers.peek();
    if (next == null) {
      return 1_000;
    }
    long nanos = next.atNanos - System.nanoTime();
    return nanos <= 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private void runTasks() {
    for (int i = 0; i < TURN_TASKS; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      guarded(task);
    }
  }

  private void runTimers() {
    long now = System.nanoTime();
    for (Timed next = timers.peek();
        next != null && next.atNanos - now <= 0;
        next = timers.peek()) {
      timers.remove();
      if (!next.cancelled) {
        guarded(next.task);
      }
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      LOG.log(System.Logger.Level.ERROR, "a task of the load failed", e);
    }
  }
}
