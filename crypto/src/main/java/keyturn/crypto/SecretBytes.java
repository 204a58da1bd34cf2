package keyturn.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret of fixed length in an array of its own, zeroed by {@link #close}. {@code SecretKeySpec}
 * cannot be wiped ({@code destroy()} throws), so one is made for each use from here. Thread-safe.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] value;
  private boolean closed;

  private SecretBytes(byte[] value) {
    this.value = value;
  }

  /** Takes {@code value} over: the caller must neither keep nor change it. */
  public static SecretBytes adopt(byte[] value) {
    return new SecretBytes(value);
  }

  /** Copies {@code value}, which the caller wipes. */
  public static SecretBytes copyOf(byte[] value) {
    return new SecretBytes(value.clone());
  }

  public static SecretBytes random(int lengthBytes, SecureRandom random) {
    byte[] value = new byte[lengthBytes];
    random.nextBytes(value);
    return new SecretBytes(value);
  }

  public int length() {
    return value.length;
  }

  /**
   * Calls {@code action} with a copy that is zeroed afterwards; the action must not keep it.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public <T> T use(Function<byte[], T> action) {
    byte[] copy = copyOut();
    try {
      return action.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** An independent copy; the caller closes it. */
  public SecretBytes copy() {
    return new SecretBytes(copyOut());
  }

  /** An independent copy of bytes {@code from} (inclusive) to {@code to}; the caller closes it. */
  public SecretBytes slice(int from, int to) {
    return use(all -> new SecretBytes(Arrays.copyOfRange(all, from, to)));
  }

  /** Compares in time that depends on the lengths only. */
  public boolean equalsSecret(SecretBytes other) {
    return use(ours -> other.use(theirs -> MessageDigest.isEqual(ours, theirs)));
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(value, (byte) 0);
  }

  @Override
  public String toString() {
    return "[secret]";
  }

  private synchronized byte[] copyOut() {
    if (closed) {
      throw new IllegalStateException("this secret has been wiped");
    }
    return value.clone();
  }
}
