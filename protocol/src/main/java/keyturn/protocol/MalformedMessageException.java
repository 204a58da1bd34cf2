package keyturn.protocol;

/** A message does not have the form that the specification gives it. */
public final class MalformedMessageException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
