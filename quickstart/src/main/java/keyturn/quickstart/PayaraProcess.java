package keyturn.quickstart;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro with the WAR as a process of its own. {@link #start()} may follow {@link #stop()} or
 * {@link #kill()}. Stopping is for any thread, the rest for one.
 */
public final class PayaraProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 150;

  private final PayaraConfig config;
  private final PayaraFiles files;
  private volatile @Nullable ChildProcess process;
  private long logStart;

  public PayaraProcess(PayaraConfig config) {
    this.config = config;
    this.files = new PayaraFiles(config);
  }

  public PayaraConfig config() {
    return config;
  }

  /** Everything that the server writes, of all its starts. */
  public Path log() {
    return files.log();
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
    files.prepare();
    logStart = Files.exists(log()) ? Files.size(log()) : 0;
    process =
        ChildProcess.start(files.command(), Map.of(), config.folder(), files.log(), files.record());
  }

  /**
   * Returns when every health check of the deployed WAR says "up".
   *
   * @throws StartException if the server ends or is not ready in five minutes
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
    Optional<String> refused = Optional.empty();
    while (starting.isAlive() && refused.isEmpty() && System.nanoTime() < deadline) {
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
      refused = DeploymentFailure.in(LogTail.after(log(), logStart));
    }
    String reason =
        refused.orElse(starting.isAlive() ? "it is not ready after five minutes" : "it ended");
    stop();
    throw new StartException("The server does not start: " + reason + ". See " + log() + ".");
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
    return ChildProcess.endLeftover(PayaraFiles.record(folder), STOP_PATIENCE).isPresent();
  }

  ChildProcess running() {
    ChildProcess current = process;
    if (current == null) {
      throw new IllegalStateException("Payara Micro does not run");
    }
    return current;
  }
}
