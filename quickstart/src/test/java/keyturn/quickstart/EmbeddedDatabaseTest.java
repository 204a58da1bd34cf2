package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One real database through its life: made, stopped, killed, found again, on a very long path. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EmbeddedDatabaseTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @Test
  void keepsWhatWasCommittedOverStopAndKill() throws Exception {
    DatabasePrograms programs = DatabasePrograms.unpackInto(TARGET.resolve("database-programs"));
    Path folder = TARGET.resolve("d".repeat(100)).resolve("a path with spaces".repeat(4));
    PrivateFile.deleteTree(folder);
    try (EmbeddedDatabase database =
        new EmbeddedDatabase(programs, folder, FreePort.choose(), new SecureRandom())) {
      database.start();
      try (var connection = database.connect();
          Statement statement = connection.createStatement()) {
        assertEquals("+00:00", ask(statement, "SELECT @@time_zone"));
        assertEquals("utf8mb4", ask(statement, "SELECT @@character_set_database"));
        assertEquals("1", ask(statement, "SELECT @@innodb_flush_log_at_trx_commit"));
        assertEquals("127.0.0.1", ask(statement, "SELECT @@bind_address"));
        statement.execute("CREATE TABLE kept (text VARCHAR(20))");
        statement.execute("INSERT INTO kept VALUES ('über 🔑')");
      }
      refusesStrangers(database);
      database.stop();
      assertFalse(database.isRunning());

      database.start();
      long leftover = database.pid();
      new EmbeddedDatabase(programs, folder, database.port(), new SecureRandom()).start();
      assertFalse(ProcessHandle.of(leftover).map(ProcessHandle::isAlive).orElse(false));
      assertTrue(EmbeddedDatabase.endLeftover(folder));

      database.stop();
      database.start();
      database.kill();
      database.start();
      try (var connection = database.connect();
          Statement statement = connection.createStatement()) {
        assertEquals("über 🔑", ask(statement, "SELECT text FROM kept"));
      }
    }
    assertFalse(Files.exists(folder.resolve("init.sql")), "the password stays nowhere else");
    PrivateFile.deleteTree(TARGET.resolve("d".repeat(100)));
  }

  private static void refusesStrangers(EmbeddedDatabase database) {
    assertThrows(
        SQLException.class, () -> DriverManager.getConnection(database.jdbcUrl(), "root", ""));
    assertThrows(
        SQLException.class, () -> DriverManager.getConnection(database.jdbcUrl(), "nobody", ""));
    assertThrows(
        SQLException.class,
        () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"));
  }

  private static String ask(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      assertTrue(result.next());
      return result.getString(1);
    }
  }
}
