package keyturn.client.session;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.EpochLife;

/**
 * The keys of one conversation, in memory only (docs/spec/supervised.md#life). A key seals for the
 * duration that came with it, counted from its arrival by the monotonic clock; it opens until it
 * can no longer be needed and is then erased.
 */
final class EpochKeys implements AutoCloseable {
  /** A key and the moments of the monotonic clock at which it stops sealing and opening. */
  private record Held(EpochKey key, long sealsUntil, long erasedAt) {}

  private final TreeMap<Long, Held> byNumber = new TreeMap<>();
  private long newest;

  /**
   * Takes a key over, if it may be one (docs/spec/supervised.md#hand-over).
   *
   * @param arrived {@link System#nanoTime} when the message came
   * @return false if the server broke the specification
   */
  boolean add(ConversationKey message, long arrived) {
    Held held = byNumber.get(message.epoch());
    boolean sameKey = held == null || held.key().handOver().value().equals(message.key().value());
    if (message.remainingMillis() > EpochLife.VALID_MILLIS || !sameKey) {
      return false;
    }
    newest = Math.max(newest, message.epoch());
    put(message, arrived);
    return true;
  }

  private void put(ConversationKey message, long arrived) {
    long sealsUntil = arrived + Duration.ofMillis(message.remainingMillis()).toNanos();
    long erasedAt = sealsUntil + Duration.ofMillis(EpochLife.ERASED_AFTER_MILLIS).toNanos();
    Held before =
        byNumber.put(message.epoch(), new Held(EpochKey.of(message), sealsUntil, erasedAt));
    if (before != null) {
      before.key().close();
    }
  }

  /** The newest key, if it may seal now. */
  Optional<EpochKey> sealing(long now) {
    return Optional.ofNullable(byNumber.get(newest))
        .filter(held -> held.sealsUntil() - now > 0)
        .map(Held::key);
  }

  /** How long ago the newest key stopped sealing; empty if there was none, or it still seals. */
  Optional<Duration> idleFor(long now) {
    return Optional.ofNullable(byNumber.get(newest))
        .map(held -> Duration.ofNanos(now - held.sealsUntil()))
        .filter(idle -> !idle.isNegative());
  }

  /** The key to open a message of this epoch. */
  Optional<EpochKey> opening(long epoch) {
    return Optional.ofNullable(byNumber.get(epoch)).map(Held::key);
  }

  /** The server has ended this epoch early: it still opens and seals no more. */
  void stopSealing(long epoch, long now) {
    byNumber.computeIfPresent(epoch, (number, held) -> new Held(held.key(), now, held.erasedAt()));
  }

  void eraseOld(long now) {
    Iterator<Held> all = byNumber.values().iterator();
    while (all.hasNext()) {
      Held held = all.next();
      if (held.erasedAt() - now <= 0) {
        held.key().close();
        all.remove();
      }
    }
  }

  boolean isEmpty() {
    return byNumber.isEmpty();
  }

  @Override
  public void close() {
    byNumber.values().forEach(held -> held.key().close());
    byNumber.clear();
    newest = 0;
  }
}
