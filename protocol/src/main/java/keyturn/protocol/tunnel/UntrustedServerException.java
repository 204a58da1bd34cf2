package keyturn.protocol.tunnel;

/** The server proved an identity that is not trusted; the user, or a setting, must decide. */
public final class UntrustedServerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ServerIdentity identity;

  public UntrustedServerException(ServerIdentity identity, String reason) {
    super(reason);
    this.identity = identity;
  }

  public UntrustedServerException(ServerIdentity identity, String reason, Throwable cause) {
    super(reason, cause);
    this.identity = identity;
  }

  public ServerIdentity identity() {
    return identity;
  }
}
