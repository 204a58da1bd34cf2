package keyturn.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.ServerProbe;
import keyturn.crypto.Fingerprint;

/** Starts database, server and clients, waits, and stops them in the reverse order. */
final class QuickStart {
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(60);
  private static final Duration ECHO_PATIENCE = Duration.ofSeconds(30);
  private static final int HEAP_MEGABYTES = 512;
  private static final int MIN_PASSWORD_CHARACTERS = 8;

  private final UpOptions options;
  private final Installation installation;
  private final Steps steps;
  private final PrintStream out;
  private final Parts parts;
  private final SecureRandom random = new SecureRandom();

  QuickStart(UpOptions options, Installation installation, Steps steps, PrintStream out) {
    this.options = options;
    this.installation = installation;
    this.steps = steps;
    this.out = out;
    this.parts = new Parts(steps);
  }

  /** Returns when a part has ended by itself; Ctrl-C ends the whole program instead. */
  int run() throws IOException, StartException {
    DataFolder data = DataFolder.open(options.data());
    InstanceLock lock = InstanceLock.take(data.lock(), data.path());
    try {
      endLeftovers(data);
      StartChecks.all(data, options.port(), Path.of("/proc/meminfo"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(data), "keyturn-stop"));
      return runParts(data);
    } catch (StartException e) {
      if (parts.isStopping()) {
        // Ctrl-C while starting: what could not start then is no news.
        return Keyturn.FAILED;
      }
      throw e;
    } finally {
      lock.close();
    }
  }

  private int runParts(DataFolder data) throws IOException, StartException {
    CompletableFuture<String> ended = new CompletableFuture<>();
    DatabaseAddress database = startDatabase(data, ended);
    ServerIdentity identity = ServerIdentity.in(data.keys(), random);
    PayaraProcess server = startServer(data, database, identity, ended);
    URI address = server.config().chatAddress();
    confirm(address, identity.fingerprint());
    startEcho(data, database, address, identity.fingerprint());
    out.println("READY " + address + " fingerprint=" + identity.fingerprint());
    out.flush();
    steps.say("Fingerprint in words: %s", String.join(" ", identity.fingerprint().words()));
    openWindow(data, address, identity.fingerprint());
    steps.say("Ctrl-C stops everything. Logs and data: %s", data.path());
    String part = ended.join();
    if (!parts.isStopping()) {
      steps.say("%s ended by itself; see the logs in %s", part, data.path());
    }
    return Keyturn.FAILED;
  }

  private DatabaseAddress startDatabase(DataFolder data, CompletableFuture<String> ended)
      throws IOException, StartException {
    Optional<DatabaseAddress> external = options.database();
    if (external.isPresent()) {
      external.get().check();
      steps.say("Using the database %s", external.get().url());
      return external.get();
    }
    if (data.isNew()) {
      steps.say("Unpacking the database (350 MB, once)");
    }
    DatabasePrograms programs = DatabasePrograms.unpackInto(data.databasePrograms());
    EmbeddedDatabase database =
        new EmbeddedDatabase(programs, data.database(), FreePort.choose(), random);
    steps.say("Starting the database on 127.0.0.1:%d", database.port());
    parts.add("the database", database::stop);
    database.start();
    database.running().whenEnded(code -> ended.complete("The database"));
    return new DatabaseAddress(database.jdbcUrl(), database.user(), database.password());
  }

  private PayaraProcess startServer(
      DataFolder data,
      DatabaseAddress database,
      ServerIdentity identity,
      CompletableFuture<String> ended)
      throws IOException, StartException {
    PayaraProcess server =
        new PayaraProcess(
            new PayaraConfig(
                data.payara(),
                installation.payaraJar(),
                installation.war(),
                options.port(),
                TlsKeyStore.in(data.keys(), random),
                settings(data, database, identity),
                HEAP_MEGABYTES));
    steps.say("Starting Payara Micro on https://localhost:%d", options.port());
    parts.add("Payara Micro", server::stop);
    server.launch();
    server.running().whenEnded(code -> ended.complete("The server"));
    server.awaitReady();
    return server;
  }

  private Map<String, String> settings(
      DataFolder data, DatabaseAddress database, ServerIdentity identity) {
    Map<String, String> settings = new HashMap<>();
    settings.put("keyturn.database.url", database.url());
    settings.put("keyturn.database.user", database.user());
    settings.put("keyturn.database.password", database.password());
    settings.put("keyturn.schema.apply", "true");
    settings.put("keyturn.identity.file", identity.file().toString());
    settings.put("keyturn.keyring.file", data.keys().resolve("keyring").toString());
    settings.put("keyturn.registration", "open");
    settings.put("keyturn.password.min-length", Integer.toString(MIN_PASSWORD_CHARACTERS));
    settings.put(
        "keyturn.compatibility-suites", Boolean.toString(options.compatibilitySuites().isOn()));
    return settings;
  }

  /** A WebSocket and a tunnel handshake, as any client makes them. */
  private void confirm(URI address, Fingerprint expected) throws StartException {
    steps.say("Checking the tunnel of %s", address);
    try {
      Fingerprint found = ServerProbe.probe(address, PROBE_PATIENCE);
      if (!found.equals(expected)) {
        throw new StartException(
            "Another server answers at %s, with the identity %s: stop it, or choose another --port."
                .formatted(address, found));
      }
    } catch (IOException e) {
      throw new StartException(
          "The server runs but its tunnel does not answer (%s): see the log in %s."
              .formatted(e.getMessage(), options.data()),
          e);
    }
  }

  private void startEcho(
      DataFolder data, DatabaseAddress database, URI address, Fingerprint trusted)
      throws IOException, StartException {
    if (!options.echo().isOn()) {
      return;
    }
    Optional<String> password = EchoAccount.prepare(database, data.echo(), random);
    if (password.isEmpty()) {
      steps.say("Somebody has the name Echo already: going on without the person who answers");
      return;
    }
    Echo echo =
        Echo.signIn(
            address,
            trusted,
            data.echo().resolve("home"),
            password.get().toCharArray(),
            random,
            steps);
    parts.add("Echo", echo::close);
    if (echo.awaitSignedIn(ECHO_PATIENCE)) {
      steps.say("Echo is here and answers every message with its own text");
    } else {
      steps.say("Echo is not signed in yet: going on");
    }
  }

  private void openWindow(DataFolder data, URI address, Fingerprint trusted)
      throws IOException, StartException {
    if (!options.desktop().isOn()) {
      return;
    }
    Optional<String> classPath = installation.desktopClassPath();
    if (!DesktopWindow.hasDisplay(System.getenv()) || classPath.isEmpty()) {
      steps.say(
          "No display here; in a terminal: ./keyturn console --user NAME --register --server %s --trust %s",
          address, trusted);
      return;
    }
    steps.say("Opening the window");
    DesktopWindow window =
        DesktopWindow.open(classPath.get(), data.desktop(), address, trusted, steps);
    parts.add("the window", window::stop);
  }

  private void endLeftovers(DataFolder data) throws IOException {
    if (DesktopWindow.endLeftover(data.desktop())) {
      steps.say("Closed a window that a killed start had left");
    }
    if (PayaraProcess.endLeftover(data.payara())) {
      steps.say("Stopped a server that a killed start had left");
    }
    if (EmbeddedDatabase.endLeftover(data.database())) {
      steps.say("Stopped a database that a killed start had left");
    }
  }

  private void stop(DataFolder data) {
    parts.stopAll();
    try {
      // What was started in the very moment of Ctrl-C is in no list yet.
      endLeftovers(data);
    } catch (IOException e) {
      steps.say("Not everything was stopped: %s", String.valueOf(e.getMessage()));
    }
    steps.say("Stopped");
  }
}
