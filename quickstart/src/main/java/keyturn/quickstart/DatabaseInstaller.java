package keyturn.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the data directory of a database. On Unix the server bootstraps itself from its own SQL
 * files: MariaDB's installation script, which does the same, breaks on paths with spaces.
 */
final class DatabaseInstaller {
  private static final List<String> SYSTEM_TABLES =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql");

  private final DatabasePrograms programs;
  private final Path dataFolder;
  private final Path temporary;
  private final Path log;

  DatabaseInstaller(DatabasePrograms programs, Path dataFolder, Path temporary, Path log) {
    this.programs = programs;
    this.dataFolder = dataFolder;
    this.temporary = temporary;
    this.log = log;
  }

  void install() throws IOException, StartException {
    PrivateFile.deleteTree(dataFolder);
    PrivateFile.createFolder(dataFolder);
    if (!Files.exists(log)) {
      PrivateFile.write(log, "");
    }
    long logStart = Files.size(log);
    if (run() != 0) {
      throw DatabaseFailure.explain(log, logStart);
    }
  }

  private int run() throws IOException, StartException {
    ProcessBuilder builder =
        new ProcessBuilder(Platform.isWindows() ? windowsCommand() : bootstrapCommand())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(programs.environment());
    Process process = start(builder);
    try (OutputStream statements = process.getOutputStream()) {
      if (!Platform.isWindows()) {
        writeStatements(statements);
      }
    } catch (IOException e) {
      // The program ended before it read all: its exit code and log say why.
      return process.onExit().join().exitValue() | 1;
    }
    return process.onExit().join().exitValue();
  }

  private static Process start(ProcessBuilder builder) throws StartException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw DatabaseFailure.cannotRun(Path.of(builder.command().get(0)), e);
    }
  }

  private void writeStatements(OutputStream statements) throws IOException {
    statements.write(
        "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n"
            .getBytes(StandardCharsets.US_ASCII));
    for (String file : SYSTEM_TABLES) {
      Files.copy(programs.folder().resolve("share").resolve(file), statements);
    }
  }

  private List<String> bootstrapCommand() {
    return DatabaseCommand.of(
        programs,
        "--bootstrap",
        "--datadir=" + dataFolder,
        "--tmpdir=" + temporary,
        "--log-warnings=0",
        "--enforce-storage-engine=",
        "--max-allowed-packet=8M",
        "--net-buffer-length=16K");
  }

  private List<String> windowsCommand() {
    return List.of(programs.installer().toString(), "--datadir=" + dataFolder);
  }
}
