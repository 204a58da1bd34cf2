package keyturn.server.conversation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConversationId;

/**
 * The epochs that this node has in memory, each until its grace is over. The database decides what
 * is current; this only spares reading and unwrapping a key for every message. Thread-safe; the
 * methods that ask the database block.
 */
public final class Epochs {
  private final EpochStore store;
  private final EpochKeys keys;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<EpochRef, Epoch> remembered = new ConcurrentHashMap<>();
  private final ConcurrentMap<ConversationId, Epoch> newest = new ConcurrentHashMap<>();

  /**
   * Remembers nothing yet.
   *
   * @param nanoTime a monotonic clock
   */
  public Epochs(EpochStore store, EpochKeys keys, LongSupplier nanoTime) {
    this.store = store;
    this.keys = keys;
    this.nanoTime = nanoTime;
  }

  /** A conversation as it stands, with the key of its newest epoch. */
  public record Current(Standing standing, Optional<Epoch> epoch) {}

  /** Reads; turns nothing. Unknown conversations are absent. */
  public Map<ConversationId, Current> read(Set<ConversationId> conversations) {
    long before = nanoTime.getAsLong();
    return remember(store.read(conversations), before);
  }

  /** Turns the keys of those that seal for less than {@code least}, whoever else does so too. */
  public Map<ConversationId, Current> turn(Set<ConversationId> conversations, Duration least) {
    long before = nanoTime.getAsLong();
    return remember(store.turn(conversations, least, keys), before);
  }

  /** Brings those that exist into memory: for opening, in and after their grace. */
  public void load(Set<EpochRef> epochs) {
    Set<EpochRef> missing = new HashSet<>(epochs);
    missing.removeAll(remembered.keySet());
    if (!missing.isEmpty()) {
      long before = nanoTime.getAsLong();
      store.find(missing).values().forEach(stored -> remember(stored, before));
    }
  }

  /**
   * Those whose newest epoch here the database has ended, without grace: their members changed, and
   * not through this node. What is remembered of them is erased.
   */
  Set<ConversationId> dropEndedElsewhere(Set<ConversationId> conversations) {
    Set<EpochRef> believed = new HashSet<>();
    for (ConversationId conversation : conversations) {
      newest(conversation).map(Epoch::ref).ifPresent(believed::add);
    }
    if (believed.isEmpty()) {
      return Set.of();
    }
    Map<EpochRef, StoredEpoch> found = store.find(believed);
    Set<ConversationId> ended = new HashSet<>();
    for (EpochRef epoch : believed) {
      StoredEpoch stored = found.get(epoch);
      if (stored == null || stored.acceptedForMicros() <= 0) {
        forget(epoch.conversation());
        ended.add(epoch.conversation());
      }
    }
    return ended;
  }

  /** Unwraps an epoch that is only handed over, and not remembered; the caller closes it. */
  public Epoch unwrap(StoredEpoch stored, long readNanos) {
    return new Epoch(stored, keys.unwrap(stored), readNanos);
  }

  public Optional<Epoch> remembered(EpochRef ref) {
    return Optional.ofNullable(remembered.get(ref));
  }

  /** The newest epoch this node knows of. */
  Optional<Epoch> newest(ConversationId conversation) {
    return Optional.ofNullable(newest.get(conversation));
  }

  /** Erases what is over. */
  void sweep() {
    long now = nanoTime.getAsLong();
    remembered.values().removeIf(epoch -> over(epoch, now));
    newest.values().removeIf(epoch -> over(epoch, now));
  }

  /** Erases the keys of a conversation at once: its members changed. */
  void forget(ConversationId conversation) {
    newest.remove(conversation);
    remembered
        .values()
        .removeIf(
            epoch -> {
              boolean its = epoch.ref().conversation().equals(conversation);
              if (its) {
                epoch.close();
              }
              return its;
            });
  }

  private static boolean over(Epoch epoch, long nowNanos) {
    boolean over = !epoch.acceptedAt(nowNanos);
    if (over) {
      epoch.close();
    }
    return over;
  }

  private Map<ConversationId, Current> remember(
      Map<ConversationId, Standing> standings, long readNanos) {
    Map<ConversationId, Current> current = new HashMap<>();
    standings.forEach(
        (conversation, standing) ->
            current.put(
                conversation,
                new Current(
                    standing, standing.epoch().map(stored -> remember(stored, readNanos)))));
    return current;
  }

  private Epoch remember(StoredEpoch stored, long readNanos) {
    Epoch epoch =
        remembered.computeIfAbsent(
            stored.ref(), ref -> new Epoch(stored, keys.unwrap(stored), readNanos));
    newest.merge(
        stored.conversation(),
        epoch,
        (old, other) -> old.ref().number() >= other.ref().number() ? old : other);
    return epoch;
  }
}
