package keyturn.quickstart;

/** A part of the quick start cannot run; the message says in one line why and what to do. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
