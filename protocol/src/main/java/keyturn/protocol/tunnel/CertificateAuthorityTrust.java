package keyturn.protocol.tunnel;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import keyturn.crypto.Bytes;

/**
 * Trusts what a CA given to Keyturn has certified for this host and for tunnels
 * (docs/spec/tunnel.md#identity). Never give it the system's CAs.
 */
public final class CertificateAuthorityTrust implements IdentityTrust {
  /** The extended key usage of a tunnel identity. */
  public static final String TUNNEL_KEY_USAGE = "2.25.47002355950889570462870130179428050060";

  private final Set<TrustAnchor> authorities;
  private final HostName host;
  private final Clock clock;

  /**
   * Trusts certificates for one server.
   *
   * @param authorities at least one
   * @param host the DNS name or address that the user asked for
   */
  public CertificateAuthorityTrust(
      Collection<X509Certificate> authorities, String host, Clock clock) {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("no certificate authority");
    }
    this.authorities =
        authorities.stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
    this.host = new HostName(host);
    this.clock = clock;
  }

  @Override
  public void check(ServerIdentity identity) throws UntrustedServerException {
    if (identity.certificates().isEmpty()) {
      throw new UntrustedServerException(identity, "the server presents no certificate");
    }
    try {
      List<X509Certificate> chain = parse(identity.certificates());
      X509Certificate server = chain.get(0);
      require(
          identity,
          identity.spki().equals(Bytes.of(server.getPublicKey().getEncoded())),
          "the certificate is of another key");
      validatePath(chain);
      require(identity, host.isNamedBy(server), "the certificate is for another host");
      List<String> usages = server.getExtendedKeyUsage();
      require(
          identity,
          usages != null && usages.contains(TUNNEL_KEY_USAGE),
          "the certificate is not for a tunnel identity");
    } catch (GeneralSecurityException e) {
      throw new UntrustedServerException(
          identity, "the certificates do not lead to the given authority, or have expired", e);
    }
  }

  private static void require(ServerIdentity identity, boolean holds, String otherwise)
      throws UntrustedServerException {
    if (!holds) {
      throw new UntrustedServerException(identity, otherwise);
    }
  }

  private static List<X509Certificate> parse(List<Bytes> certificates) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>(certificates.size());
    for (Bytes certificate : certificates) {
      ByteArrayInputStream input = new ByteArrayInputStream(certificate.toArray());
      chain.add((X509Certificate) factory.generateCertificate(input));
      if (input.available() != 0) {
        throw new CertificateException("bytes behind a certificate");
      }
    }
    return chain;
  }

  /** Without revocation lists: a key that is lost is replaced with its authority. */
  private void validatePath(List<X509Certificate> chain) throws GeneralSecurityException {
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
    PKIXParameters parameters = new PKIXParameters(authorities);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.instant()));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
