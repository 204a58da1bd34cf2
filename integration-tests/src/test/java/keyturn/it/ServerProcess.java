package keyturn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import keyturn.crypto.SigningKey;
import keyturn.quickstart.FreePort;
import keyturn.quickstart.PayaraConfig;
import keyturn.quickstart.PayaraProcess;
import keyturn.quickstart.StartException;
import keyturn.quickstart.TlsKeyStore;

/**
 * Payara Micro with the packaged WAR as a process that a test can kill and start again, beside a
 * database that it can kill, too.
 */
final class ServerProcess implements AutoCloseable {
  private static final int HEAP_MEGABYTES = 512;

  private final TestDatabase database;
  private final PayaraProcess payara;
  private final ServerUnderTest server;

  private ServerProcess(TestDatabase database, PayaraProcess payara, ServerUnderTest server) {
    this.database = database;
    this.payara = payara;
    this.server = server;
  }

  /** The database runs, the server does not yet. */
  static ServerProcess prepare(String name, Map<String, String> settings)
      throws IOException, StartException {
    Path folder = Workplace.fresh(name);
    TlsKeyStore tls = TlsKeyStore.in(folder, ServerUnderTest.RANDOM);
    SigningKey identity = SigningKey.generateEd25519(ServerUnderTest.RANDOM);
    Path identityFile = Files.writeString(folder.resolve("identity.pem"), identity.toPkcs8Pem());
    TestDatabase database = TestDatabase.startIn(folder.resolve("database"));
    Map<String, String> all = new TreeMap<>(database.settings());
    all.put("keyturn.identity.file", identityFile.toString());
    all.put("keyturn.keyring.file", folder.resolve("keyring").toString());
    all.putAll(settings);
    PayaraProcess payara =
        new PayaraProcess(
            new PayaraConfig(
                folder.resolve("payara"),
                Path.of(System.getProperty("payara.microJar")),
                Path.of(System.getProperty("keyturn.it.war")),
                FreePort.choose(),
                tls,
                all,
                HEAP_MEGABYTES));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(payara), "stop-payara"));
    return new ServerProcess(
        database,
        payara,
        new ServerUnderTest(
            payara.config().chatAddress(),
            identity.fingerprint(),
            tls.trustingContext(),
            payara.log()));
  }

  private static void stop(PayaraProcess payara) {
    try {
      payara.stop();
    } catch (IOException e) {
      System.err.println("the server was not stopped: " + e);
    }
  }

  TestDatabase database() {
    return database;
  }

  PayaraProcess payara() {
    return payara;
  }

  ServerUnderTest server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    payara.stop();
    database.stop();
  }
}
