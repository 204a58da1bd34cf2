package keyturn.it;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import keyturn.quickstart.DatabasePrograms;
import keyturn.quickstart.EmbeddedDatabase;
import keyturn.quickstart.FreePort;
import keyturn.quickstart.StartException;
import org.jspecify.annotations.Nullable;

/** The one database of a test run: MariaDB, or with {@code -Pmysql} MySQL. */
final class TestDatabase {
  private static @Nullable TestDatabase running;

  private final EmbeddedDatabase database;

  private TestDatabase(EmbeddedDatabase database) {
    this.database = database;
  }

  static synchronized TestDatabase running() throws IOException, StartException {
    if (running == null) {
      Path folder = Path.of(System.getProperty("keyturn.it.folder"));
      EmbeddedDatabase database =
          new EmbeddedDatabase(
              DatabasePrograms.unpackInto(folder.resolve("database-programs")),
              folder.resolve("database"),
              FreePort.choose(),
              new SecureRandom());
      database.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database)));
      running = new TestDatabase(database);
    }
    return running;
  }

  String jdbcUrl() {
    return database.jdbcUrl();
  }

  String user() {
    return database.user();
  }

  String password() {
    return database.password();
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  Path dataFolder() {
    return database.dataFolder();
  }

  private static void stop(EmbeddedDatabase database) {
    try {
      database.stop();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
