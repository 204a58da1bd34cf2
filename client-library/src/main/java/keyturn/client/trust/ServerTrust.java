package keyturn.client.trust;

import java.util.Optional;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.tunnel.IdentityTrust;
import keyturn.protocol.tunnel.ServerIdentity;
import keyturn.protocol.tunnel.UntrustedServerException;

/**
 * Trusts the fingerprint that the user vouches for; else what a given CA certifies; else the pin.
 * Where there is none of these, or another key than the pinned one, the user decides. The system's
 * trust store never counts: any box that inspects TLS is in it.
 */
public final class ServerTrust implements IdentityTrust {
  private final String server;
  private final KnownServers known;
  private volatile Optional<Fingerprint> vouched;
  private final Optional<IdentityTrust> authority;

  /**
   * @param server host:port
   * @param vouched {@code --trust}: nothing else is then trusted
   * @param authority checks name, expiry and usage of certificates of the given CA
   */
  public ServerTrust(
      String server,
      KnownServers known,
      Optional<Fingerprint> vouched,
      Optional<IdentityTrust> authority) {
    this.server = server;
    this.known = known;
    this.vouched = vouched;
    this.authority = authority;
  }

  /** What the presented key is compared with. */
  public Optional<Fingerprint> expected() {
    return vouched.or(() -> known.pinned(server));
  }

  /** From now on this key, and no other, is the server's: the user has just said so. */
  public void pin(Fingerprint presented) {
    vouched = vouched.map(before -> presented);
    known.pin(server, presented);
  }

  @Override
  public void check(ServerIdentity identity) throws UntrustedServerException {
    Optional<Fingerprint> expected = expected();
    if (expected.filter(identity.fingerprint()::equals).isPresent()) {
      if (vouched.isPresent() && !known.pinned(server).equals(vouched)) {
        pin(identity.fingerprint());
      }
      return;
    }
    if (vouched.isEmpty() && authority.isPresent()) {
      authority.get().check(identity);
      return;
    }
    throw new UntrustedServerException(
        identity, expected.isPresent() ? "the server's key has changed" : "first connection");
  }
}
