package keyturn.server.account;

/** A bcrypt hash as stored; {@code toString} is redacted. */
public record PasswordHash(String value) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
