package keyturn.protocol.message;

/** A password on its way; {@code toString} is redacted. */
public record Password(String value) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
