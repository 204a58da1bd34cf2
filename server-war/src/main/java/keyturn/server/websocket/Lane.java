package keyturn.server.websocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Runs the tasks of one connection in order, one at a time, on threads shared with all others. A
 * lane gives its thread back after {@value #TURN_TASKS} tasks, so that none starves its neighbours.
 */
final class Lane {
  static final int TURN_TASKS = 16;

  private final Executor threads;
  private final Consumer<RuntimeException> onFailure;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean paused;

  /**
   * @param onFailure is told of a task that threw, and of a refusal by {@code threads}; the lane
   *     goes on
   */
  Lane(Executor threads, Consumer<RuntimeException> onFailure) {
    this.threads = threads;
    this.onFailure = onFailure;
  }

  void run(Runnable task) {
    synchronized (this) {
      waiting.add(task);
      if (busy || paused) {
        return;
      }
      busy = true;
    }
    start();
  }

  /**
   * Runs it on the caller's thread if nothing is before it, else in its turn: a hand-over costs
   * more than most tasks. For what does not wait.
   */
  void runHere(Runnable task) {
    boolean first;
    synchronized (this) {
      first = !busy && !paused && waiting.isEmpty();
      if (first) {
        busy = true;
      }
    }
    if (!first) {
      run(task);
      return;
    }
    attempt(task);
    synchronized (this) {
      if (paused || waiting.isEmpty()) {
        busy = false;
        return;
      }
    }
    start();
  }

  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  /** Called by a task: the next one runs after a resume. */
  synchronized void pause() {
    paused = true;
  }

  /** Called by a task that cannot go on: {@code retry} is the first to run after a resume. */
  synchronized void pause(Runnable retry) {
    waiting.addFirst(retry);
    paused = true;
  }

  void resume() {
    synchronized (this) {
      paused = false;
      if (busy || waiting.isEmpty()) {
        return;
      }
      busy = true;
    }
    start();
  }

  private void start() {
    try {
      threads.execute(this::takeTurn);
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        waiting.clear();
        busy = false;
      }
      onFailure.accept(e);
    }
  }

  private void takeTurn() {
    for (int i = 0; i < TURN_TASKS; i++) {
      Runnable task;
      synchronized (this) {
        task = paused ? null : waiting.poll();
        if (task == null) {
          busy = false;
          return;
        }
      }
      attempt(task);
    }
    start();
  }
}
