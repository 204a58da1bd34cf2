package keyturn.protocol.id;

/** A device of an account: one vault on one machine, drawn by the server; positive. */
public record DeviceId(long value) implements Comparable<DeviceId> {
  public DeviceId {
    if (value <= 0) {
      throw new IllegalArgumentException("DeviceId must be positive, was " + value);
    }
  }

  @Override
  public int compareTo(DeviceId other) {
    return Long.compare(value, other.value);
  }
}
