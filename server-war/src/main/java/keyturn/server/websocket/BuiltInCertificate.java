package keyturn.server.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;

/**
 * Whether TLS would be answered with the key that every Payara jar contains, and everybody knows:
 * such a connection is refused. Seen is what the JVM was told ({@code javax.net.ssl.keyStore}); a
 * listener with another store of its own is beyond it.
 */
public final class BuiltInCertificate {
  /** SHA-256 of the certificates that Payara 6.2025.10 ships: two in Micro, two in the server. */
  private static final Set<String> PUBLIC_CERTIFICATES =
      Set.of(
          "8c9d5ec640818deb0d3007ac3ac784f76de5cc9ec5ea3c7b2bcc3d15e44e2bca",
          "af8d41ec2c6212b18ec177d0877929082a259b546a6b5cf688a8e0b08a4062f0",
          "ee1e53562709e5810726b91ca4d49949d49910b47f30f617cbaaaeb12b126bf3",
          "e15ab7fac3c91ccd22b302d1e6eb21c85a09e68a89d0ccacf69a4205e6c47477");

  private final boolean inUse;

  private BuiltInCertificate(boolean inUse) {
    this.inUse = inUse;
  }

  /** Looks into the key store that {@code properties} name, if they name one. */
  public static BuiltInCertificate in(Properties properties) {
    String file = properties.getProperty("javax.net.ssl.keyStore", "");
    if (file.isEmpty() || !Files.exists(Path.of(file))) {
      return new BuiltInCertificate(false);
    }
    char[] password =
        properties.getProperty("javax.net.ssl.keyStorePassword", "changeit").toCharArray();
    try (InputStream input = Files.newInputStream(Path.of(file))) {
      KeyStore store =
          KeyStore.getInstance(properties.getProperty("javax.net.ssl.keyStoreType", "PKCS12"));
      store.load(input, password);
      return new BuiltInCertificate(holdsPublicKey(store));
    } catch (IOException | GeneralSecurityException e) {
      // Everybody can read the built-in one: this is another.
      return new BuiltInCertificate(false);
    }
  }

  private static boolean holdsPublicKey(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && isPublic(store.getCertificate(alias))) {
        return true;
      }
    }
    return false;
  }

  public boolean isInUse() {
    return inUse;
  }

  private static boolean isPublic(Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return PUBLIC_CERTIFICATES.contains(HexFormat.of().formatHex(hash));
  }
}
