package keyturn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SigningKey;
import keyturn.quickstart.StartException;
import keyturn.quickstart.TlsKeyStore;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What Arquillian deploys, and what Payara Micro needs beside it. */
final class Deployments {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Path FOLDER = Path.of(System.getProperty("keyturn.it.folder"));
  private static final int HTTPS_PORT = Integer.getInteger("keyturn.it.https-port");
  private static final SigningKey IDENTITY = SigningKey.generateEd25519(RANDOM);

  private Deployments() {}

  /** The WAR as it was packaged; its settings are written before the container starts. */
  static WebArchive keyturn(Map<String, String> settings) {
    try {
      prepare(settings);
    } catch (IOException | StartException e) {
      throw new IllegalStateException("the server's surroundings could not be prepared", e);
    }
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, Path.of(System.getProperty("keyturn.it.war")).toFile());
  }

  static URI chatAddress() {
    return URI.create("wss://localhost:" + HTTPS_PORT + "/keyturn/chat");
  }

  static Fingerprint fingerprint() {
    return Fingerprint.ofSpki(IDENTITY.publicKey());
  }

  static Path serverLog() {
    return FOLDER.resolve("server.log");
  }

  private static void prepare(Map<String, String> settings) throws IOException, StartException {
    Files.createDirectories(FOLDER);
    Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    TlsKeyStore tls = TlsKeyStore.in(FOLDER, RANDOM);
    Files.writeString(FOLDER.resolve("identity.pem"), IDENTITY.toPkcs8Pem());
    TestDatabase database = TestDatabase.running();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("keyturn.database.url", database.jdbcUrl());
    all.put("keyturn.database.user", database.user());
    all.put("keyturn.database.password", database.password());
    all.put("keyturn.schema.apply", "true");
    all.put("keyturn.identity.file", FOLDER.resolve("identity.pem").toString());
    all.put("keyturn.keyring.file", FOLDER.resolve("keyring").toString());
    write("keyturn.properties", lines(all));
    write(
        "java-options",
        """
        -Xmx512m
        -Djava.io.tmpdir=%s
        -Djavax.net.ssl.keyStore=%s
        -Djavax.net.ssl.keyStoreType=PKCS12
        -Djavax.net.ssl.keyStorePassword=%s
        """
            .formatted(System.getProperty("java.io.tmpdir"), tls.file(), tls.password()));
    write(
        "pre-boot.asadmin",
        """
        set %1$s.network-listeners.network-listener.http-listener.address=127.0.0.1
        set %1$s.network-listeners.network-listener.https-listener.address=127.0.0.1
        set %1$s.protocols.protocol.https-listener.http.http2-enabled=false
        """
            .formatted("configs.config.server-config.network-config"));
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static void write(String name, String text) {
    try {
      Files.writeString(FOLDER.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
