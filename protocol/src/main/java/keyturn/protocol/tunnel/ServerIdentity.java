package keyturn.protocol.tunnel;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.crypto.Fingerprint;

/**
 * The server's identity as it presents it (docs/spec/tunnel.md#identity).
 *
 * @param spki the tunnel identity key, DER SubjectPublicKeyInfo
 * @param certificates DER X.509, end entity first, or empty; presented is not proved: {@link
 *     CertificateAuthorityTrust} checks them
 */
public record ServerIdentity(Bytes spki, List<Bytes> certificates) {
  public static final int MAX_SPKI_BYTES = 2048;
  public static final int MAX_CERTIFICATES = 8;
  public static final int MAX_CERTIFICATE_BYTES = 4096;

  public ServerIdentity {
    certificates = List.copyOf(certificates);
    if (spki.isEmpty() || spki.length() > MAX_SPKI_BYTES) {
      throw new IllegalArgumentException("identity key of " + spki.length() + " bytes");
    }
    if (certificates.size() > MAX_CERTIFICATES) {
      throw new IllegalArgumentException(certificates.size() + " certificates");
    }
    for (Bytes certificate : certificates) {
      if (certificate.isEmpty() || certificate.length() > MAX_CERTIFICATE_BYTES) {
        throw new IllegalArgumentException("certificate of " + certificate.length() + " bytes");
      }
    }
  }

  public static ServerIdentity ofKey(Bytes spki) {
    return new ServerIdentity(spki, List.of());
  }

  public Fingerprint fingerprint() {
    return Fingerprint.ofSpki(spki);
  }
}
