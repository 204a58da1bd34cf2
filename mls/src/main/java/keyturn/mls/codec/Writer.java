package keyturn.mls.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;

/**
 * Writes the TLS presentation language (RFC 8446 §3) with the variable-size vectors of RFC 9420
 * §2.1.2. What was written is wiped when the buffer grows and by {@link #close}, since it may hold
 * secrets. Not thread-safe.
 */
public final class Writer implements AutoCloseable {
  private static final int ONE_BYTE = 1 << 6;
  private static final int TWO_BYTES = 1 << 14;
  private static final int FOUR_BYTES = 1 << 30;

  private byte[] buffer = new byte[128];
  private int length;

  public Writer u8(int value) {
    require(1);
    buffer[length++] = (byte) value;
    return this;
  }

  public Writer u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  public Writer u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  public Writer u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  public Writer raw(byte[] value) {
    require(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
    return this;
  }

  public Writer raw(Bytes value) {
    return raw(value.toArray());
  }

  public Writer put(Encodable value) {
    value.writeTo(this);
    return this;
  }

  /** {@code opaque value<V>}. */
  public Writer vector(byte[] value) {
    return length(value.length).raw(value);
  }

  /** {@code opaque value<V>}. */
  public Writer vector(Bytes value) {
    return vector(value.toArray());
  }

  /** {@code opaque value<V>}. */
  public Writer vector(SecretBytes value) {
    return value.use(this::vector);
  }

  /** {@code T values<V>}: the length is in bytes. */
  public Writer list(Collection<? extends Encodable> values) {
    try (Writer inner = new Writer()) {
      values.forEach(value -> value.writeTo(inner));
      return length(inner.length).append(inner);
    }
  }

  /** {@code uint16 values<V>}. */
  public Writer u16List(Collection<Integer> values) {
    length(2 * values.size());
    values.forEach(this::u16);
    return this;
  }

  /** {@code uint32 values<V>}. */
  public Writer u32List(Collection<Integer> values) {
    length(4 * values.size());
    values.forEach(this::u32);
    return this;
  }

  /** {@code optional<T>} (RFC 9420 §2.1.1). */
  public Writer optional(Optional<? extends Encodable> value) {
    u8(value.isPresent() ? 1 : 0);
    value.ifPresent(v -> v.writeTo(this));
    return this;
  }

  /** The vector header of RFC 9420 §2.1.2, in as few bytes as possible. */
  public Writer length(int value) {
    if (value < 0 || value >= FOUR_BYTES) {
      throw new IllegalArgumentException("vector of " + value + " bytes");
    }
    if (value < ONE_BYTE) {
      return u8(value);
    }
    return value < TWO_BYTES ? u16(value | 0x4000) : u32(value | 0x8000_0000L);
  }

  public int size() {
    return length;
  }

  public byte[] toArray() {
    return Arrays.copyOf(buffer, length);
  }

  public Bytes toBytes() {
    return Bytes.of(toArray());
  }

  @Override
  public void close() {
    Arrays.fill(buffer, (byte) 0);
    length = 0;
  }

  private Writer append(Writer other) {
    require(other.length);
    System.arraycopy(other.buffer, 0, buffer, length, other.length);
    length += other.length;
    return this;
  }

  private void require(int more) {
    int needed = Math.addExact(length, more);
    if (needed > buffer.length) {
      byte[] old = buffer;
      buffer = Arrays.copyOf(old, Math.max(needed, 2 * old.length));
      Arrays.fill(old, (byte) 0);
    }
  }
}
