package keyturn.protocol;

/** A well-formed message came in a state, or chose a value, in which it is not allowed. */
public final class UnexpectedMessageException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  public UnexpectedMessageException(String message) {
    super(message);
  }
}
