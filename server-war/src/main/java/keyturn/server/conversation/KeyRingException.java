package keyturn.server.conversation;

/** The key ring cannot be used: the server must not start. The message says what to do. */
public final class KeyRingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyRingException(String message) {
    super(message);
  }

  public KeyRingException(String message, Throwable cause) {
    super(message, cause);
  }
}
