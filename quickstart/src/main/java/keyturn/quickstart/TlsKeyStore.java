package keyturn.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The outer TLS key of a server on this computer: a PKCS#12 file with one self-signed P-256
 * certificate for localhost and 127.0.0.1, made by the JDK's keytool.
 *
 * @param file the key store
 * @param password protects the file and the key in it
 */
public record TlsKeyStore(Path file, String password) {
  /** The name of the one entry. */
  public static final String ALIAS = "keyturn";

  private static final String VALID_DAYS = "3650";

  /** The key store {@code tls.p12} in {@code folder}; made if it is missing. */
  public static TlsKeyStore in(Path folder, SecureRandom random)
      throws IOException, StartException {
    Path passwordFile = folder.toAbsolutePath().resolve("tls.password");
    TlsKeyStore store =
        new TlsKeyStore(
            folder.toAbsolutePath().resolve("tls.p12"), PrivateFile.secret(passwordFile, random));
    if (!Files.exists(store.file)) {
      store.make(passwordFile);
    }
    return store;
  }

  private void make(Path passwordFile) throws IOException, StartException {
    Path fresh = file.resolveSibling("tls.p12.new");
    Files.deleteIfExists(fresh);
    Process keytool =
        new ProcessBuilder(
                List.of(
                    JavaProgram.named("keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    VALID_DAYS,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    fresh.toString(),
                    // Not on the command line, where every user of the computer could read it.
                    "-storepass:file",
                    passwordFile.toString(),
                    "-J-XX:-UsePerfData"))
            .redirectErrorStream(true)
            .start();
    keytool.getOutputStream().close();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new StartException(
          "The JDK's keytool could not make the TLS certificate: " + output.strip());
    }
    PrivateFile.restrict(fresh);
    Files.move(fresh, file);
  }

  /** TLS that trusts this certificate and no other. */
  public SSLContext trustingContext() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(in, password.toCharArray());
      Certificate certificate = own.getCertificate(ALIAS);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read " + file, e);
    }
  }

  @Override
  public String toString() {
    return "TlsKeyStore[file=" + file + "]";
  }
}
