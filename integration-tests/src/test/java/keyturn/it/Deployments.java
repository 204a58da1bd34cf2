package keyturn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import keyturn.crypto.SigningKey;
import keyturn.quickstart.FreePort;
import keyturn.quickstart.StartException;
import keyturn.quickstart.TlsKeyStore;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** What Arquillian deploys, and what Payara Micro needs beside it; one for each JVM. */
final class Deployments {
  /** Where arquillian.xml expects it. */
  private static final String FOLDER = "deployment";

  private static final int HTTP_PORT = Integer.getInteger("keyturn.it.http-port");
  private static final int HTTPS_PORT = Integer.getInteger("keyturn.it.https-port");
  private static final int PORT_PATIENCE_SECONDS = 60;

  private static @Nullable Prepared prepared;

  private record Prepared(ServerUnderTest server, TestDatabase database) {}

  private Deployments() {}

  /** The WAR as it was packaged; its settings are written before the container starts. */
  static WebArchive keyturn(Map<String, String> settings) {
    try {
      awaitPorts();
      prepared = prepare(settings);
    } catch (IOException | StartException e) {
      throw new IllegalStateException("the server's surroundings could not be prepared", e);
    }
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, Path.of(System.getProperty("keyturn.it.war")).toFile());
  }

  static ServerUnderTest server() {
    return Objects.requireNonNull(prepared, "nothing is deployed").server();
  }

  static TestDatabase database() {
    return Objects.requireNonNull(prepared, "nothing is deployed").database();
  }

  /** The connector does not wait for the server that it stopped before. */
  private static void awaitPorts() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PORT_PATIENCE_SECONDS);
    while (!FreePort.isFree(HTTP_PORT) || !FreePort.isFree(HTTPS_PORT)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("port " + HTTP_PORT + " or " + HTTPS_PORT + " is not given back");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private static Prepared prepare(Map<String, String> settings) throws IOException, StartException {
    Path folder = Workplace.fresh(FOLDER);
    // Where the connector puts the WAR that it deploys.
    Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    TlsKeyStore tls = TlsKeyStore.in(folder, ServerUnderTest.RANDOM);
    SigningKey identity = SigningKey.generateEd25519(ServerUnderTest.RANDOM);
    Path logs = Files.createDirectories(folder.resolve("logs"));
    TestDatabase database = TestDatabase.startIn(folder.resolve("database"));
    Map<String, String> all = new TreeMap<>(database.settings());
    all.put("keyturn.schema.apply", "true");
    all.put("keyturn.identity.file", folder.resolve("identity.pem").toString());
    all.put("keyturn.keyring.file", folder.resolve("keyring").toString());
    all.putAll(settings);
    Files.writeString(folder.resolve("identity.pem"), identity.toPkcs8Pem());
    write(folder.resolve("keyturn.properties"), all);
    Files.writeString(
        folder.resolve("java-options"),
        """
        -Xmx512m
        -Djava.io.tmpdir=%s
        -Djavax.net.ssl.keyStore=%s
        -Djavax.net.ssl.keyStoreType=PKCS12
        -Djavax.net.ssl.keyStorePassword=%s
        """
            .formatted(temporary, tls.file(), tls.password()));
    Files.writeString(
        folder.resolve("pre-boot.asadmin"),
        """
        set %1$s.network-listeners.network-listener.http-listener.address=127.0.0.1
        set %1$s.network-listeners.network-listener.https-listener.address=127.0.0.1
        set %1$s.protocols.protocol.https-listener.http.http2-enabled=false
        """
            .formatted("configs.config.server-config.network-config"));
    URI chat = URI.create("wss://localhost:" + HTTPS_PORT + "/keyturn/chat");
    return new Prepared(
        new ServerUnderTest(chat, identity.fingerprint(), tls.trustingContext(), logs), database);
  }

  private static void write(Path file, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
