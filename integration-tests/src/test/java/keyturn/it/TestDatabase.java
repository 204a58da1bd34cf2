package keyturn.it;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import keyturn.quickstart.FreePort;
import keyturn.quickstart.StartException;

/** A database of its own for a test class: MariaDB, or with {@code -Pmysql} MySQL. */
interface TestDatabase {
  /** JDBC address without user and password. */
  String jdbcUrl();

  String user();

  String password();

  /** The folder with the server's table files, redo logs and what else it keeps. */
  Path dataFolder();

  Path log();

  /** Starts, or starts again after {@link #kill}; returns when it takes connections. */
  void start() throws IOException, StartException;

  void stop() throws IOException;

  /** As {@code kill -9} does. */
  void kill() throws IOException;

  /** New and empty, started, on a port of the system's choice; stopped with this JVM. */
  static TestDatabase startIn(Path folder) throws IOException, StartException {
    TestDatabase database =
        switch (System.getProperty("keyturn.it.database")) {
          case "mariadb" -> new MariaDatabase(folder, FreePort.choose());
          case "mysql" -> new MySqlDatabase(folder, FreePort.choose());
          default -> throw new IllegalArgumentException("keyturn.it.database is mariadb or mysql");
        };
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database), "stop-database"));
    database.start();
    return database;
  }

  private static void stop(TestDatabase database) {
    try {
      database.stop();
    } catch (IOException e) {
      System.err.println("the database was not stopped: " + e);
    }
  }

  default Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  /** What the server needs to know of it. */
  default Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("keyturn.database.url", jdbcUrl());
    settings.put("keyturn.database.user", user());
    settings.put("keyturn.database.password", password());
    return settings;
  }
}
