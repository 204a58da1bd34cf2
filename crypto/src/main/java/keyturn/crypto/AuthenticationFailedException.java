package keyturn.crypto;

/**
 * A tag, signature or proof did not verify. One reason only and no detail, so that it is no oracle.
 */
public final class AuthenticationFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public AuthenticationFailedException() {
    super("authentication failed");
  }
}
