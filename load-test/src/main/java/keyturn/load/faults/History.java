package keyturn.load.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** Whether a message has appeared at a device. */
  synchronized boolean wasShown(String device, String message) {
    return events.stream()
        .filter(Event.Shown.class::isInstance)
        .map(Event.Shown.class::cast)
        .anyMatch(one -> one.device().equals(device) && one.message().equals(message));
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
    Map<String, Set<String>> shown = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Event.Sent one) {
        sent.add(one.message());
      } else if (event instanceof Event.Acknowledged one) {
        answered.add(one.message());
      } else if (event instanceof Event.Shown one) {
        shown.computeIfAbsent(one.message(), its -> new HashSet<>()).add(one.device());
      }
    }
    for (Event event : events) {
      if (event instanceof Event.Refused one) {
        sent.remove(one.message());
      } else if (event instanceof Event.Forgotten one) {
        sent.remove(one.message());
      }
    }
    return sent.stream()
        .allMatch(
            message ->
                answered.contains(message)
                    && shown.getOrDefault(message, Set.of()).size() >= readers);
  }
}
