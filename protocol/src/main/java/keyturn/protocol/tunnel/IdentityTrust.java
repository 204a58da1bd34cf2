package keyturn.protocol.tunnel;

/**
 * Decides whether the presented identity is trusted. Called after CertificateVerify and Finished
 * were checked, so the peer has the identity's key, and before the client's Finished is made.
 */
@FunctionalInterface
public interface IdentityTrust {
  /**
   * Returns if the identity is trusted.
   *
   * @throws UntrustedServerException if it is not trusted; the handshake is over
   */
  void check(ServerIdentity identity) throws UntrustedServerException;
}
