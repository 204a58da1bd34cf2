package keyturn.load.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was observed so far. Any thread. */
final class History {
  private final List<Event> events = new ArrayList<>();

  synchronized void add(Event event) {
    events.add(event);
    notifyAll();
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }

  synchronized int size() {
    return events.size();
  }

  synchronized <E extends Event> long count(Class<E> type) {
    return events.stream().filter(type::isInstance).count();
  }

  /** Waits until so many of a kind are here. */
  synchronized boolean awaitCount(Class<? extends Event> type, long count, long millis)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (count(type) < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Waits until everything that was sent has been answered, and shown to {@code readers}. */
  synchronized boolean awaitSettled(int readers, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (!isSettled(readers)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private boolean isSettled(int readers) {
    Set<String> sent = new HashSet<>();
    Set<String> answered = new HashSet<>();
    Set<String> shown = new HashSet<>();
    for (Event event : events) {
      if (event instanceof Event.Sent one) {
        sent.add(one.message());
      } else if (event instanceof Event.Acknowledged one) {
        answered.add(one.message());
      } else if (event instanceof Event.Refused one) {
        sent.remove(one.message());
      } else if (event instanceof Event.Shown one) {
        shown.add(one.device() + one.message());
      }
    }
    return answered.containsAll(sent) && shown.size() >= sent.size() * readers;
  }
}
