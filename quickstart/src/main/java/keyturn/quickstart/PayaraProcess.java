package keyturn.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro with the WAR as a process of its own. {@link #start()} may follow {@link #stop()} or
 * {@link #kill()}. Stopping is for any thread, the rest for one.
 */
public final class PayaraProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 150;

  private final PayaraConfig config;
  private volatile @Nullable ChildProcess process;

  public PayaraProcess(PayaraConfig config) {
    this.config = config;
  }

  public PayaraConfig config() {
    return config;
  }

  /** Everything that the server writes, of all its starts. */
  public Path log() {
    return config.folder().resolve("server.log");
  }

  /** The process number of the running server. */
  public long pid() {
    return running().pid();
  }

  public boolean isRunning() {
    ChildProcess current = process;
    return current != null && current.isAlive();
  }

  /** Starts the server and returns when its health check says that the WAR is ready. */
  public void start() throws IOException, StartException {
    launch();
    awaitReady();
  }

  /** Starts the process and returns at once. */
  public void launch() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException("Payara Micro runs already");
    }
    endLeftover(config.folder());
    prepareFolder();
    process =
        ChildProcess.start(
            command(), Map.of(), config.folder(), log(), config.folder().resolve("process"));
  }

  /**
   * Returns when every health check of the deployed WAR says "up".
   *
   * @throws StartException if the server ends or is not ready in three minutes
   */
  public void awaitReady() throws IOException, StartException {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(config.tls().trustingContext())
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    HttpRequest ready =
        HttpRequest.newBuilder(config.webAddress().resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    ChildProcess starting = running();
    while (starting.isAlive() && System.nanoTime() < deadline) {
      try {
        if (answersOk(client, ready)) {
          return;
        }
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop();
        throw new StartException("interrupted while the server started", e);
      }
    }
    String reason = starting.isAlive() ? "is not ready after three minutes" : "ended";
    stop();
    throw new StartException("The server " + reason + ": see " + log() + ".");
  }

  // Also after a failed deployment the server says in its log that it is ready.
  private static boolean answersOk(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks the server to stop and waits until it has. */
  public void stop() throws IOException {
    ChildProcess current = process;
    if (current != null) {
      current.stop(STOP_PATIENCE);
      process = null;
    }
  }

  /** Ends the server at once as {@code kill -9} does. */
  public void kill() throws IOException {
    running().kill();
    process = null;
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  /** Ends a server that an earlier, killed launcher left running in {@code folder}. */
  static boolean endLeftover(Path folder) throws IOException {
    return ChildProcess.endLeftover(folder.toAbsolutePath().resolve("process"), STOP_PATIENCE)
        .isPresent();
  }

  ChildProcess running() {
    ChildProcess current = process;
    if (current == null) {
      throw new IllegalStateException("Payara Micro does not run");
    }
    return current;
  }

  private List<String> command() {
    return List.of(
        JavaProgram.named("java").toString(),
        "-Xmx" + config.maxHeapMegabytes() + "m",
        "-Djava.io.tmpdir=" + temporary(),
        // Else the JVM itself writes to the system's temp folder.
        "-XX:-UsePerfData",
        "-Dfile.encoding=UTF-8",
        "-jar",
        config.payaraJar().toString(),
        "--nohazelcast",
        "--disablephonehome",
        "--rootdir",
        root().toString(),
        "--prebootcommandfile",
        preBoot().toString(),
        "--systemproperties",
        properties().toString(),
        "--sslport",
        Integer.toString(config.port()),
        "--sslcert",
        TlsKeyStore.ALIAS,
        "--contextroot",
        "/keyturn",
        "--deploy",
        config.war().toString());
  }

  private void prepareFolder() throws IOException {
    // Made anew at each start: what a killed server left there is not trusted.
    PrivateFile.deleteTree(root());
    PrivateFile.deleteTree(temporary());
    PrivateFile.createFolder(temporary());
    PrivateFile.createFolder(root().resolve("docroot"));
    PrivateFile.write(preBoot(), resource("pre-boot.txt"));
    PrivateFile.write(properties(), propertiesText());
    writeFrontPage();
  }

  /** The WAR's own page also at the root, where a browser first looks. */
  private void writeFrontPage() throws IOException {
    try (JarFile war = new JarFile(config.war().toFile())) {
      var page = war.getJarEntry("index.html");
      if (page != null) {
        try (InputStream in = war.getInputStream(page)) {
          Files.copy(in, root().resolve("docroot").resolve("index.html"));
        }
      }
    }
  }

  // In a file of the owner's, never on the command line, where every user of the computer reads it.
  private String propertiesText() throws IOException {
    Properties properties = new Properties();
    properties.putAll(config.settings());
    properties.setProperty("javax.net.ssl.keyStore", config.tls().file().toString());
    properties.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
    properties.setProperty("javax.net.ssl.keyStorePassword", config.tls().password());
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PayaraProcess.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path root() {
    return config.folder().resolve("root");
  }

  private Path temporary() {
    return config.folder().resolve("tmp");
  }

  private Path preBoot() {
    return config.folder().resolve("pre-boot.txt");
  }

  private Path properties() {
    return config.folder().resolve("server.properties");
  }
}
