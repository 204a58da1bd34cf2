package keyturn.load.faults;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the whole history of a run with the invariants, after it: no part of the run decides
 * about itself.
 */
public final class Checker {
  private static final long BYSTANDER_P99_MILLIS = 1_000;
  private static final double MAX_GROWTH = 1.1;

  private final List<Event> history;
  private final Map<Class<?>, List<Event>> byType = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /** A message of a conversation. */
  private record Key(String conversation, String message) {}

  /** A conversation at a device. */
  private record Place(String device, String conversation) {}

  private Checker(List<Event> history) {
    this.history = history;
  }

  /** All violations, in the order of the invariants. */
  public static List<Violation> check(List<Event> history) {
    Checker checker = new Checker(List.copyOf(history));
    checker.nothingLost();
    checker.nothingTwice();
    checker.inOrder();
    checker.noPhantoms();
    checker.receiptsAreTrue();
    checker.nothingFound();
    checker.noncesDiffer();
    checker.onlyMembers();
    checker.bystanders();
    return List.copyOf(checker.violations);
  }

  /** The invariants about which this history says anything at all. */
  public static Set<Invariant> observed(List<Event> history) {
    Set<Invariant> observed = EnumSet.noneOf(Invariant.class);
    for (Event event : history) {
      if (event instanceof Event.Acknowledged) {
        observed.add(Invariant.I1);
      } else if (event instanceof Event.Shown) {
        observed.addAll(EnumSet.range(Invariant.I2, Invariant.I4));
        observed.add(Invariant.I9);
      } else if (event instanceof Event.Receipt) {
        observed.add(Invariant.I5);
      } else if (event instanceof Event.Sealed) {
        observed.add(Invariant.I8);
      } else if (event instanceof Event.Bystander || event instanceof Event.Resource) {
        observed.add(Invariant.I10);
      }
    }
    return observed;
  }

  private <E extends Event> List<E> all(Class<E> type) {
    return byType
        .computeIfAbsent(type, its -> history.stream().filter(its::isInstance).toList())
        .stream()
        .map(type::cast)
        .toList();
  }

  private void violated(Invariant invariant, String what) {
    violations.add(new Violation(invariant, what));
  }

  private void nothingLost() {
    Map<Key, Set<String>> arrived = new HashMap<>();
    for (Event.Shown shown : all(Event.Shown.class)) {
      arrived(arrived, shown.conversation(), shown.message()).add(shown.device());
    }
    for (Event.OnDisk stored : all(Event.OnDisk.class)) {
      arrived(arrived, stored.conversation(), stored.message()).add(stored.device());
    }
    for (Event.Queued queued : all(Event.Queued.class)) {
      arrived(arrived, queued.conversation(), queued.message()).add(queued.device());
    }
    Set<List<String>> told = new HashSet<>();
    for (Event.Acknowledged sent : all(Event.Acknowledged.class)) {
      for (Event.Joined joined : all(Event.Joined.class)) {
        boolean due =
            joined.conversation().equals(sent.conversation())
                && !joined.device().equals(sent.device())
                && sent.sequence() > joined.after()
                && sent.sequence() <= lastFor(joined.account(), joined.conversation());
        if (due
            && !arrived(arrived, sent.conversation(), sent.message()).contains(joined.device())
            && told.add(List.of(sent.conversation(), sent.message(), joined.device()))) {
          violated(Invariant.I1, sent.message() + " never came to " + joined.device());
        }
      }
    }
  }

  private static Set<String> arrived(
      Map<Key, Set<String>> arrived, String conversation, String message) {
    return arrived.computeIfAbsent(new Key(conversation, message), key -> new HashSet<>());
  }

  private long lastFor(String account, String conversation) {
    return all(Event.Left.class).stream()
        .filter(left -> left.account().equals(account))
        .filter(left -> left.conversation().equals(conversation))
        .mapToLong(Event.Left::after)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private void nothingTwice() {
    Set<List<String>> seen = new HashSet<>();
    for (Event event : history) {
      if (event instanceof Event.Restored restored) {
        seen.removeIf(one -> one.get(0).equals(restored.device()));
      } else if (event instanceof Event.Shown shown
          && !seen.add(List.of(shown.device(), shown.conversation(), shown.message()))) {
        violated(Invariant.I2, shown.message() + " was shown twice at " + shown.device());
      }
    }
  }

  private void inOrder() {
    Map<Place, Long> last = new HashMap<>();
    Map<Place, TreeSet<Long>> had = new LinkedHashMap<>();
    for (Event event : history) {
      if (event instanceof Event.Shown shown) {
        Place place = new Place(shown.device(), shown.conversation());
        long before = last.getOrDefault(place, 0L);
        if (shown.sequence() <= before) {
          violated(
              Invariant.I3,
              shown.message()
                  + " came as "
                  + shown.sequence()
                  + " after "
                  + before
                  + " at "
                  + shown.device());
        }
        last.put(place, Math.max(before, shown.sequence()));
        had.computeIfAbsent(place, its -> new TreeSet<>()).add(shown.sequence());
      } else if (event instanceof Event.Restored restored) {
        last.keySet().removeIf(place -> place.device().equals(restored.device()));
      } else if (event instanceof Event.Acknowledged own) {
        had.computeIfAbsent(new Place(own.device(), own.conversation()), its -> new TreeSet<>())
            .add(own.sequence());
      }
    }
    had.forEach(this::withoutGaps);
    sendersOrder();
  }

  private void withoutGaps(Place place, NavigableSet<Long> sequences) {
    // A message that is on disk may never have been shown by a device that was killed.
    long onDisk =
        all(Event.OnDisk.class).stream()
            .filter(stored -> place.equals(new Place(stored.device(), stored.conversation())))
            .map(Event.OnDisk::message)
            .distinct()
            .count();
    long span = sequences.last() - sequences.first() + 1;
    boolean renumbered =
        all(Event.Renumbered.class)
            .contains(new Event.Renumbered(place.device(), place.conversation()));
    if (sequences.size() < span && onDisk < span && !renumbered) {
      violated(
          Invariant.I3, span - sequences.size() + " sequences are missing at " + place.device());
    }
  }

  /** What one device sent is shown everywhere in the order in which it was sent. */
  private void sendersOrder() {
    Map<Key, Integer> order = new HashMap<>();
    for (Event.Sent sent : all(Event.Sent.class)) {
      order.putIfAbsent(new Key(sent.conversation(), sent.message()), order.size());
    }
    Map<List<String>, Integer> last = new HashMap<>();
    for (Event event : history) {
      if (event instanceof Event.Restored restored) {
        last.keySet().removeIf(stream -> stream.get(0).equals(restored.device()));
      } else if (event instanceof Event.Shown shown) {
        inSendersOrder(shown, order, last);
      }
    }
  }

  private void inSendersOrder(
      Event.Shown shown, Map<Key, Integer> order, Map<List<String>, Integer> last) {
    int place = order.getOrDefault(new Key(shown.conversation(), shown.message()), -1);
    List<String> stream = List.of(shown.device(), shown.conversation(), shown.sender());
    if (place >= 0 && place < last.getOrDefault(stream, -1)) {
      violated(
          Invariant.I3,
          shown.message()
              + " overtook an earlier one of "
              + shown.sender()
              + " at "
              + shown.device());
    }
    last.merge(stream, place, Math::max);
  }

  private void noPhantoms() {
    Set<Key> sent = new HashSet<>();
    all(Event.Sent.class).forEach(one -> sent.add(new Key(one.conversation(), one.message())));
    Set<Key> refused = new HashSet<>();
    for (Event.Refused one : all(Event.Refused.class)) {
      refused.add(new Key(one.conversation(), one.message()));
    }
    for (Event.Shown shown : all(Event.Shown.class)) {
      Key key = new Key(shown.conversation(), shown.message());
      if (!sent.contains(key)) {
        violated(Invariant.I4, shown.message() + " was sent by nobody");
      }
      if (refused.contains(key)) {
        violated(Invariant.I4, shown.message() + " was shown, and as not delivered to its sender");
      }
    }
  }

  private void receiptsAreTrue() {
    Set<Key> onDisk = new HashSet<>();
    for (Event.OnDisk stored : all(Event.OnDisk.class)) {
      onDisk.add(new Key(stored.conversation(), stored.message()));
    }
    Map<Key, Long> sequences = new HashMap<>();
    for (Event.Acknowledged one : all(Event.Acknowledged.class)) {
      sequences.put(new Key(one.conversation(), one.message()), one.sequence());
    }
    Set<Event.Receipt> receipts = new LinkedHashSet<>(all(Event.Receipt.class));
    for (Event.Receipt receipt : receipts) {
      Key key = new Key(receipt.conversation(), receipt.message());
      if (!onDisk.contains(key)) {
        violated(Invariant.I5, receipt.message() + " was called delivered, and no store has it");
      }
      boolean read =
          all(Event.Read.class).stream()
              .filter(one -> one.conversation().equals(receipt.conversation()))
              .anyMatch(one -> one.upTo() >= sequences.getOrDefault(key, Long.MAX_VALUE));
      // Numbers of two devices can be compared until one of them numbers on its own.
      boolean comparable =
          all(Event.Renumbered.class).stream()
              .noneMatch(one -> one.conversation().equals(receipt.conversation()));
      if (receipt.kind() == Event.Kind.READ && !read && comparable) {
        violated(Invariant.I5, receipt.message() + " was called read, and nobody read it");
      }
    }
  }

  private void nothingFound() {
    for (Event.TextFound found : all(Event.TextFound.class)) {
      violated(Invariant.I6, "a text lies in " + found.place());
    }
    for (Event.ErasedKeyFound found : all(Event.ErasedKeyFound.class)) {
      violated(Invariant.I7, "an erased key lies in " + found.place());
    }
  }

  private void noncesDiffer() {
    Set<Event.Sealed> used = new HashSet<>();
    for (Event.Sealed sealed : all(Event.Sealed.class)) {
      if (!used.add(sealed)) {
        violated(Invariant.I8, "nonce " + sealed.nonce() + " twice under " + sealed.key());
      }
    }
  }

  private void onlyMembers() {
    for (Event.Shown shown : all(Event.Shown.class)) {
      boolean member =
          all(Event.Joined.class).stream()
              .filter(joined -> joined.device().equals(shown.device()))
              .filter(joined -> joined.conversation().equals(shown.conversation()))
              .anyMatch(
                  joined ->
                      shown.sequence() > joined.after()
                          && shown.sequence() <= lastFor(joined.account(), joined.conversation()));
      if (!member) {
        violated(Invariant.I9, shown.message() + " was none of " + shown.device() + "'s business");
      }
    }
  }

  private void bystanders() {
    OptionalLong p99 = bystandersP99(history);
    if (p99.orElse(0) >= BYSTANDER_P99_MILLIS) {
      violated(Invariant.I10, "one of a hundred bystanders waited " + p99.getAsLong() + " ms");
    }
    for (Event.Resource resource : all(Event.Resource.class)) {
      if (hasGrown(resource.before(), resource.after())) {
        violated(
            Invariant.I10,
            resource.name() + " grew from " + resource.before() + " to " + resource.after());
      }
    }
  }

  /** What one of a hundred bystanders waited at least, in milliseconds. */
  static OptionalLong bystandersP99(List<Event> history) {
    List<Long> waited =
        history.stream()
            .filter(Event.Bystander.class::isInstance)
            .map(Event.Bystander.class::cast)
            .map(Event.Bystander::waitedMillis)
            .sorted()
            .toList();
    return waited.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(waited.get((int) Math.ceil(waited.size() * 0.99) - 1));
  }

  /** Whether it is more than it may be after a fault. */
  static boolean hasGrown(long before, long after) {
    return after > before * MAX_GROWTH;
  }
}
