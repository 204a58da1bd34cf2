package keyturn.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import keyturn.quickstart.StartException;
import org.jspecify.annotations.Nullable;

/** A real MySQL 8.0 from Maven's repository, of which only what boots is unpacked (260 MB). */
final class MySqlDatabase implements TestDatabase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAME = "keyturn";
  private static final String PASSWORD = "of-the-integration-tests-only";

  private final Path folder;
  private final int port;
  private final Path programs;
  private @Nullable Process process;

  MySqlDatabase(Path folder, int port) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.port = port;
    this.programs = unpack(Path.of(System.getProperty("keyturn.it.mysql-zip")));
  }

  private static Path unpack(Path zip) throws IOException {
    Path target = Workplace.shared("mysql");
    Path complete = target.resolve("unpacked.txt");
    if (Files.exists(complete)) {
      return target;
    }
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path to = target.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && to.startsWith(target) && isNeeded(entry.getName())) {
          Files.createDirectories(to.getParent());
          Files.deleteIfExists(to);
          Files.copy(in, to);
        }
      }
    }
    // A zip read this way has no modes.
    if (!mysqld(target).toFile().setExecutable(true)) {
      throw new IOException("cannot make " + mysqld(target) + " executable");
    }
    Files.writeString(complete, zip.getFileName() + "\n");
    return target;
  }

  private static boolean isNeeded(String name) {
    return name.equals("bin/mysqld")
        || name.startsWith("lib/private/")
        || name.startsWith("share/english/")
        || name.startsWith("share/charsets/");
  }

  private static Path mysqld(Path programs) {
    return programs.resolve("bin").resolve("mysqld");
  }

  @Override
  public String jdbcUrl() {
    return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&useLocalSessionState=true&rewriteBatchedStatements=true&connectTimeout=2000&socketTimeout=10000"
        .formatted(port, NAME);
  }

  @Override
  public String user() {
    return NAME;
  }

  @Override
  public String password() {
    return PASSWORD;
  }

  @Override
  public Path dataFolder() {
    return folder.resolve("data");
  }

  @Override
  public Path log() {
    return folder.resolve("mysql.log");
  }

  @Override
  public void start() throws IOException, StartException {
    if (!Files.exists(dataFolder())) {
      initialise();
    }
    Process starting =
        launch(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--mysqlx=OFF",
            "--skip-log-bin",
            "--performance-schema=OFF",
            // A path of its own could be longer than the 107 characters of a socket.
            "--socket=s.sock",
            "--pid-file=" + folder.resolve("server.pid"),
            "--innodb-flush-log-at-trx-commit=1",
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00");
    process = starting;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!starting.isAlive() || System.nanoTime() > deadline) {
        stop();
        throw new StartException("MySQL does not take connections: " + explanation());
      }
    }
  }

  private void initialise() throws IOException, StartException {
    Path statements = folder.resolve("init.sql");
    Files.writeString(
        statements,
        """
        CREATE DATABASE %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
        CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
        GRANT ALL ON %1$s.* TO '%1$s'@'%%';
        """
            .formatted(NAME, PASSWORD));
    Process making = launch("--initialize-insecure", "--init-file=" + statements);
    try {
      if (!making.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || making.exitValue() != 0) {
        making.destroyForcibly();
        throw new StartException("MySQL cannot make its files: " + explanation());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      making.destroyForcibly();
      throw new StartException("interrupted while MySQL made its files", e);
    }
  }

  private Process launch(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(mysqld(programs).toString());
    command.add("--no-defaults");
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    command.add("--basedir=" + programs);
    command.add("--datadir=" + dataFolder());
    command.add("--tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("--innodb-redo-log-capacity=16777216");
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private String explanation() throws IOException {
    String log = Files.readString(log(), StandardCharsets.UTF_8);
    return log.contains("libaio.so.1")
        ? "the library libaio.so.1 is missing; install the package libaio1 (libaio1t64 on newer"
            + " systems, and see .ci/run for its name there)"
        : "see " + log();
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }

  @Override
  public void stop() throws IOException {
    end(Process::destroy);
  }

  @Override
  public void kill() throws IOException {
    end(Process::destroyForcibly);
  }

  private void end(java.util.function.Consumer<Process> how) throws IOException {
    Process running = process;
    if (running == null) {
      return;
    }
    how.accept(running);
    try {
      if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly();
        throw new IOException("MySQL did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    }
    process = null;
  }
}
