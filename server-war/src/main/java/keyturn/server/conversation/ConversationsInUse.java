package keyturn.server.conversation;

import static keyturn.protocol.supervised.EpochLife.BUSY_MILLIS;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;

/**
 * The conversations whose keys turn without being asked: open in front of somebody of this node, or
 * with a message within the last half minute. Thread-safe.
 */
public final class ConversationsInUse {
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);

  private final LongSupplier nanoTime;
  private final ConcurrentMap<ConversationId, Long> lastMessageNanos = new ConcurrentHashMap<>();
  private final ConcurrentMap<ConnectionId, Set<ConversationId>> watched =
      new ConcurrentHashMap<>();

  public ConversationsInUse(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public void message(ConversationId conversation) {
    lastMessageNanos.put(conversation, nanoTime.getAsLong());
  }

  void register(ConnectionId connection) {
    watched.put(connection, ConcurrentHashMap.newKeySet());
  }

  void forget(ConnectionId connection) {
    watched.remove(connection);
  }

  void watch(ConnectionId connection, ConversationId conversation) {
    Set<ConversationId> its = watched.get(connection);
    if (its != null) {
      its.add(conversation);
    }
  }

  void unwatch(ConnectionId connection, ConversationId conversation) {
    Set<ConversationId> its = watched.get(connection);
    if (its != null) {
      its.remove(conversation);
    }
  }

  /** The conversation has ended or is no longer theirs. */
  void drop(ConversationId conversation) {
    lastMessageNanos.remove(conversation);
    watched.values().forEach(its -> its.remove(conversation));
  }

  Set<ConversationId> now() {
    long now = nanoTime.getAsLong();
    lastMessageNanos.values().removeIf(at -> now - at > BUSY_NANOS);
    Set<ConversationId> inUse = new HashSet<>(lastMessageNanos.keySet());
    for (Map.Entry<ConnectionId, Set<ConversationId>> entry : watched.entrySet()) {
      inUse.addAll(entry.getValue());
    }
    return inUse;
  }
}
