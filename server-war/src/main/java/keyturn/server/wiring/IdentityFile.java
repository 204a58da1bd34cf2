package keyturn.server.wiring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SigningKey;
import keyturn.protocol.tunnel.ServerIdentity;
import keyturn.protocol.tunnel.TunnelIdentity;

/** The server's tunnel identity as an administrator keeps it: a key, and perhaps certificates. */
final class IdentityFile {
  private IdentityFile() {}

  /**
   * Reads the identity.
   *
   * @param key PKCS#8 in PEM, Ed25519 or RSA
   * @param certificates X.509 in PEM, the server's own first
   * @throws StartRefusedException if a file is missing or is not what it should be
   */
  static TunnelIdentity read(Path key, Optional<Path> certificates) throws StartRefusedException {
    try {
      SigningKey signing = SigningKey.ofPkcs8Pem(Files.readString(key));
      List<Bytes> chain =
          certificates.isPresent() ? readCertificates(certificates.get()) : List.of();
      return new TunnelIdentity(signing, new ServerIdentity(signing.publicKey(), chain));
    } catch (InvalidKeyException e) {
      throw new StartRefusedException(
          "keyturn.identity.file: " + key + " is not a PKCS#8 key in PEM (Ed25519 or RSA)", e);
    } catch (IOException e) {
      throw new StartRefusedException(
          "keyturn.identity.file or .certificate cannot be read: " + key, e);
    } catch (CertificateException | IllegalArgumentException e) {
      throw new StartRefusedException(
          "keyturn.identity.certificate does not hold certificates of " + key, e);
    }
  }

  private static List<Bytes> readCertificates(Path file) throws IOException, CertificateException {
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    List<Bytes> chain = new ArrayList<>();
    for (Certificate certificate :
        x509.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      chain.add(Bytes.of(certificate.getEncoded()));
    }
    return chain;
  }
}
