package keyturn.client.vault;

/**
 * The vault cannot be read or written. Its message names no content, and it has no cause, because
 * the database's messages quote values.
 */
public class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VaultException(String message) {
    super(message);
  }
}
