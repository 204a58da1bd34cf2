package keyturn.protocol.message;

/** Who may make an account (docs/spec/messages.md#registration). */
public enum RegistrationPolicy {
  OPEN,
  INVITE,
  CLOSED,
  /** An unknown name with a valid password becomes an account: for closed networks. */
  FIRST_LOGIN
}
