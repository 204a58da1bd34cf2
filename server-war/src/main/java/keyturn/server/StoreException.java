package keyturn.server;

/**
 * The database did not do what was asked: it is away, or the transaction failed. Nothing is known
 * to be stored. The message never holds the driver's, which quotes values.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
