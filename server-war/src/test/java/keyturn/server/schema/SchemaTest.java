package keyturn.server.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import keyturn.server.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final List<SchemaScript> ALL = List.of(SchemaScript.values());

  @Test
  void everyFileOfTheFolderIsAScriptOfTheServer() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("keyturn.root"), "sql"))) {
      assertEquals(
          ALL.stream().map(SchemaScript::fileName).toList(),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".sql"))
              .sorted()
              .toList());
    }
  }

  @Test
  void numbersRiseByOneAndStandInTheFileName() {
    for (int i = 0; i < ALL.size(); i++) {
      assertEquals(i + 1, ALL.get(i).version());
      assertTrue(ALL.get(i).fileName().startsWith("V%03d__".formatted(i + 1)));
    }
  }

  @Test
  void anEmptyDatabaseIsRefusedWithTheNameOfTheFirstScript() throws Exception {
    try (Connection connection = TestDatabase.empty().getConnection()) {
      SchemaException refused =
          assertThrows(
              SchemaException.class,
              () -> Schema.bringUpToDate(connection, Schema.WhenBehind.REFUSE));
      assertTrue(String.valueOf(refused.getMessage()).contains("sql/V001__accounts.sql"));
    }
  }

  @Test
  void scriptsAreAppliedOnceAndThenAccepted() throws Exception {
    try (Connection connection = TestDatabase.empty().getConnection()) {
      assertEquals(ALL, Schema.bringUpToDate(connection, Schema.WhenBehind.APPLY));
      assertEquals(List.of(), Schema.bringUpToDate(connection, Schema.WhenBehind.APPLY));
      assertEquals(List.of(), Schema.bringUpToDate(connection, Schema.WhenBehind.REFUSE));
    }
  }

  @Test
  void aNewerDatabaseIsRefused() throws Exception {
    try (Connection connection = TestDatabase.withSchema().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO schema_version VALUES (999, 'future', UTC_TIMESTAMP(6))");
      SchemaException refused =
          assertThrows(
              SchemaException.class,
              () -> Schema.bringUpToDate(connection, Schema.WhenBehind.APPLY));
      assertTrue(String.valueOf(refused.getMessage()).contains("999"));
    }
  }

  @Test
  void aScriptRunTwiceFailsAtItsFirstStatement() throws Exception {
    try (Connection connection = TestDatabase.withSchema().getConnection();
        Statement statement = connection.createStatement()) {
      for (SchemaScript script : ALL) {
        String first = script.statements().get(0);
        SQLException twice = assertThrows(SQLException.class, () -> statement.execute(first));
        assertTrue(
            String.valueOf(twice.getMessage()).contains("already exists"), script.fileName());
      }
    }
  }

  @Test
  void twoNodesThatStartTogetherApplyEachScriptOnce() throws Exception {
    DataSource database = TestDatabase.empty();
    Callable<List<SchemaScript>> node =
        () -> {
          try (Connection connection = database.getConnection()) {
            return Schema.bringUpToDate(connection, Schema.WhenBehind.APPLY);
          }
        };
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<SchemaScript> applied =
          nodes.invokeAll(List.of(node, node)).stream()
              .map(SchemaTest::get)
              .flatMap(List::stream)
              .toList();
      assertEquals(ALL, applied);
    } finally {
      nodes.shutdownNow();
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
