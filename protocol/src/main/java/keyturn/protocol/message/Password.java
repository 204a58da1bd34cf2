package keyturn.protocol.message;

/** A password on its way; {@code toString} is redacted. */
public record Password(String value) {
  public Password {
    Require.text("password", value, Limits.MAX_PASSWORD_BYTES);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
