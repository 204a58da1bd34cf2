package keyturn.server.conversation;

import static keyturn.protocol.supervised.EpochLife.HANDED_AGAIN_AFTER_MILLIS;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.server.session.Session;

/**
 * Hands epoch keys to sessions and remembers which each may still hold. Whether a session may have
 * a key is decided by the transaction that read it; this only keeps keys out of tunnels weaker than
 * they are. Thread-safe.
 */
public final class KeyHandover {
  private static final int ENCODED_KEY_BYTES = 128;
  private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(HANDED_AGAIN_AFTER_MILLIS);

  private final LongSupplier nanoTime;
  private final ConcurrentMap<ConnectionId, Map<EpochRef, Long>> heldUntil =
      new ConcurrentHashMap<>();

  public KeyHandover(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void register(Session session) {
    heldUntil.put(session.connection(), new ConcurrentHashMap<>());
  }

  void forget(Session session) {
    heldUntil.remove(session.connection());
  }

  /** Whether the session was given the key so lately that its client has not erased it yet. */
  public boolean holds(Session session, EpochRef epoch) {
    Map<EpochRef, Long> held = heldUntil.get(session.connection());
    Long until = held == null ? null : held.get(epoch);
    return until != null && until - nanoTime.getAsLong() > 0;
  }

  /** Whether the session's tunnel is strong enough for keys of {@code suite}. */
  public boolean mayHand(Session session, CipherSuite suite) {
    return ConversationPolicy.mayCarry(session.tunnelSuite(), suite);
  }

  /**
   * Pushes the key; how long it may still seal is computed when that is written.
   *
   * @return whether it was pushed: not through a tunnel too weak for it, nor once it is erased
   */
  public boolean hand(Session session, Epoch epoch) {
    Optional<EpochSecret> secret = epoch.secret();
    if (secret.isEmpty() || !mayHand(session, epoch.suite())) {
      return false;
    }
    EpochRef ref = epoch.ref();
    session.pushLate(
        ENCODED_KEY_BYTES,
        () ->
            new ConversationKey(
                ref.conversation(),
                ref.number(),
                epoch.suite(),
                secret.get(),
                epoch.remainingMillis(nanoTime.getAsLong())));
    Map<EpochRef, Long> held = heldUntil.get(session.connection());
    if (held != null) {
      long now = nanoTime.getAsLong();
      held.values().removeIf(until -> until - now <= 0);
      held.put(ref, now + TimeUnit.MILLISECONDS.toNanos(epoch.remainingMillis(now)) + HELD_NANOS);
    }
    return true;
  }
}
