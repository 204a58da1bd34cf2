package keyturn.protocol.id;

/** An account, drawn by the server; positive. */
public record UserId(long value) implements Comparable<UserId> {
  public UserId {
    if (value <= 0) {
      throw new IllegalArgumentException("UserId must be positive, was " + value);
    }
  }

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }
}
