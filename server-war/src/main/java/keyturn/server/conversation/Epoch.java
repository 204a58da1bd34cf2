package keyturn.server.conversation;

import java.util.Optional;
import java.util.function.Function;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.supervised.EpochKey;

/**
 * An epoch in this node's memory, with its ages on this node's monotonic clock. They are for
 * telling clients and for planning; what is accepted is decided in the database. Thread-safe.
 */
public final class Epoch implements AutoCloseable {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final EpochRef ref;
  private final EpochKey key;
  private final long sealsUntilNanos;
  private final long acceptedUntilNanos;
  private boolean closed;

  /**
   * Takes the key over.
   *
   * @param readNanos the monotonic clock before the epoch was asked for: nothing lasts longer than
   *     the database said
   */
  Epoch(StoredEpoch stored, EpochKey key, long readNanos) {
    this.ref = stored.ref();
    this.key = key;
    this.sealsUntilNanos = readNanos + stored.sealsForMicros() * 1000;
    this.acceptedUntilNanos = readNanos + stored.acceptedForMicros() * 1000;
  }

  public EpochRef ref() {
    return ref;
  }

  public CipherSuite suite() {
    return key.suite();
  }

  /** How long it may still seal; 0 afterwards. */
  public long remainingMillis(long nowNanos) {
    return Math.max(0, (sealsUntilNanos - nowNanos) / NANOS_PER_MILLI);
  }

  boolean acceptedAt(long nowNanos) {
    return acceptedUntilNanos - nowNanos > 0;
  }

  long sealsUntilNanos() {
    return sealsUntilNanos;
  }

  /** The secret to hand over; nothing once it is erased. */
  public Optional<EpochSecret> secret() {
    return use(EpochKey::handOver);
  }

  /** Calls {@code action} with the key, which it must not keep; nothing once it is erased. */
  public synchronized <T> Optional<T> use(Function<EpochKey, T> action) {
    return closed ? Optional.empty() : Optional.of(action.apply(key));
  }

  @Override
  public synchronized void close() {
    closed = true;
    key.close();
  }
}
