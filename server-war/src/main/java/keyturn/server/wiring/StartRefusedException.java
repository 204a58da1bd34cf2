package keyturn.server.wiring;

/** The server must not serve like this; the message tells the administrator what to do. */
final class StartRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
