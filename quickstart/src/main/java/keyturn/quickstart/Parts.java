package keyturn.quickstart;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What runs, in the order of starting; stopped in the reverse order, once. Thread-safe. */
final class Parts {
  /** Ends one part and returns when it has ended. */
  interface Ending {
    void run() throws IOException;
  }

  private record Part(String name, Ending ending) {}

  private final Steps steps;
  private final Deque<Part> running = new ArrayDeque<>();
  private boolean stopping;

  Parts(Steps steps) {
    this.steps = steps;
  }

  /**
   * @throws StartException if everything is being stopped: then the part must not start
   */
  synchronized void add(String name, Ending ending) throws StartException {
    if (stopping) {
      throw new StartException("stopped while starting.");
    }
    running.push(new Part(name, ending));
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  /** Stops all parts; a part that fails does not keep the others from being stopped. */
  void stopAll() {
    Deque<Part> ending;
    synchronized (this) {
      stopping = true;
      ending = new ArrayDeque<>(running);
      running.clear();
    }
    for (Part part : ending) {
      steps.say("Stopping %s", part.name());
      try {
        part.ending().run();
      } catch (IOException e) {
        steps.say("%s: %s", part.name(), String.valueOf(e.getMessage()));
      }
    }
  }
}
