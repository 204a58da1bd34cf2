package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server for one data folder: loopback only, no Unix socket, one database {@value
 * #DATABASE} whose user has a random password. {@link #start()} may follow {@link #stop()} or
 * {@link #kill()}; port, password and data stay. Stopping is for any thread, the rest for one.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String DATABASE = "keyturn";
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 50;

  private final DatabasePrograms programs;
  private final Path folder;
  private final int port;
  private final String password;
  private final List<String> options;
  private volatile @Nullable ChildProcess process;

  /**
   * @param folder keeps data, password and log of this database
   * @param port TCP port on the loopback address
   */
  public EmbeddedDatabase(DatabasePrograms programs, Path folder, int port, SecureRandom random)
      throws IOException {
    this(programs, folder, port, random, List.of());
  }

  /**
   * With more options of the server, which come after ours.
   *
   * @param options as on its command line, {@code --name=value}
   */
  public EmbeddedDatabase(
      DatabasePrograms programs, Path folder, int port, SecureRandom random, List<String> options)
      throws IOException {
    this.programs = programs;
    this.options = List.copyOf(options);
    this.folder = folder.toAbsolutePath();
    this.port = port;
    this.password = PrivateFile.secret(this.folder.resolve("password"), random);
  }

  /** JDBC address without user and password. */
  public String jdbcUrl() {
    return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&useLocalSessionState=true&rewriteBatchedStatements=true&connectTimeout=2000&socketTimeout=10000"
        .formatted(port, DATABASE);
  }

  public String user() {
    return DATABASE;
  }

  public String password() {
    return password;
  }

  public int port() {
    return port;
  }

  /** The process number of the running server. */
  public long pid() {
    return running().pid();
  }

  public boolean isRunning() {
    ChildProcess current = process;
    return current != null && current.isAlive();
  }

  public Path log() {
    return folder.resolve("database.log");
  }

  /** The folder with the server's table files. */
  public Path dataFolder() {
    return folder.resolve("data");
  }

  /** A new connection as {@link #user()}. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password);
  }

  /**
   * Makes the data directory if there is none and returns when the server takes connections.
   *
   * @throws StartException if the server ends or takes no connection in two minutes
   */
  public void start() throws IOException, StartException {
    if (isRunning()) {
      throw new IllegalStateException("the database runs already");
    }
    PrivateFile.createFolder(temporary());
    ChildProcess.endLeftover(record(), STOP_PATIENCE);
    if (!Files.exists(installed())) {
      new DatabaseInstaller(programs, dataFolder(), temporary(), log()).install();
      PrivateFile.write(installed(), "complete\n");
    }
    Path init = folder.resolve("init.sql");
    PrivateFile.write(init, initialStatements());
    long logStart = Files.exists(log()) ? Files.size(log()) : 0;
    process =
        ChildProcess.start(
            serverCommand(init), programs.environment(), dataFolder(), log(), record());
    try {
      awaitConnection(logStart);
    } finally {
      Files.deleteIfExists(init);
    }
  }

  /** Stops the server in order: what was committed is in the table files. */
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

  /** Ends a server that an earlier, killed launcher left running on {@code folder}. */
  static boolean endLeftover(Path folder) throws IOException {
    return ChildProcess.endLeftover(folder.toAbsolutePath().resolve("process"), STOP_PATIENCE)
        .isPresent();
  }

  ChildProcess running() {
    ChildProcess current = process;
    if (current == null) {
      throw new IllegalStateException("the database does not run");
    }
    return current;
  }

  private List<String> serverCommand(Path init) {
    List<String> command =
        DatabaseCommand.of(
            programs,
            "--datadir=" + dataFolder(),
            "--tmpdir=" + temporary(),
            "--pid-file=" + folder.resolve("server.pid"),
            "--init-file=" + init,
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            // Never leaves this computer, and a start would spend seconds on an RSA key.
            "--skip-ssl",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_bin",
            "--default-time-zone=+00:00",
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-log-file-size=64M",
            "--performance-schema=OFF",
            "--skip-log-bin");
    if (!Platform.isWindows()) {
      // No socket at all: its path would have to be shorter than 108 characters.
      command.add("--socket=");
    }
    command.addAll(options);
    return command;
  }

  /** Run by the server before it listens, at every start: a changed password file takes effect. */
  private String initialStatements() {
    return """
        CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
        DELETE FROM mysql.global_priv
          WHERE User = '' OR (User = 'root' AND Host <> 'localhost');
        FLUSH PRIVILEGES;
        CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
        ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
        GRANT ALL ON %1$s.* TO '%1$s'@'127.0.0.1';
        ALTER USER 'root'@'localhost' ACCOUNT LOCK;
        """
        .formatted(DATABASE, password);
  }

  private void awaitConnection(long logStart) throws IOException, StartException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    SQLException last = null;
    ChildProcess starting = running();
    while (starting.isAlive() && System.nanoTime() < deadline) {
      try (Connection connection = connect()) {
        connection.createStatement().execute("SELECT 1");
        return;
      } catch (SQLException e) {
        last = e;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop();
        throw new StartException("interrupted while the database started", e);
      }
    }
    StartException failure = DatabaseFailure.explain(log(), logStart);
    if (last != null) {
      failure.addSuppressed(last);
    }
    stop();
    throw failure;
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  private Path installed() {
    return folder.resolve("installed.txt");
  }

  private Path record() {
    return folder.resolve("process");
  }
}
