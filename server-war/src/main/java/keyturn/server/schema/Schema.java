package keyturn.server.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares a database with the scripts of this build, before anything else uses it. A lock in the
 * database keeps two nodes that start together from applying the same script.
 */
public final class Schema {
  /** What to do about scripts that the database has not seen. */
  public enum WhenBehind {
    APPLY,
    REFUSE
  }

  private static final String LOCK_NAME = "CONCAT('keyturn.schema.', MD5(DATABASE()))";
  private static final int LOCK_PATIENCE_SECONDS = 60;
  private static final int NO_RIGHT = 1142;
  private static final String LACKS_RIGHT =
      ", because the database user may not change tables: give it the rights for"
          + " keyturn.schema.apply=true (docs/operations.md), or run the script with the mysql client";

  private Schema() {}

  /**
   * Compares, and applies what is missing where that is allowed.
   *
   * @param connection to the database, with rights to create tables where scripts are applied; left
   *     open
   * @return the scripts applied just now
   * @throws SchemaException if scripts are missing and {@code whenBehind} refuses, if one fails, or
   *     if the database has seen a script that this build does not know
   */
  public static List<SchemaScript> bringUpToDate(Connection connection, WhenBehind whenBehind)
      throws SQLException, SchemaException {
    connection.setAutoCommit(true);
    if (!askBoolean(
        connection, "SELECT GET_LOCK(" + LOCK_NAME + ", " + LOCK_PATIENCE_SECONDS + ")")) {
      throw new SchemaException(
          "another server has been changing the schema for "
              + LOCK_PATIENCE_SECONDS
              + " s; start again when it has finished");
    }
    try {
      return compare(connection, whenBehind);
    } finally {
      askBoolean(connection, "SELECT RELEASE_LOCK(" + LOCK_NAME + ")");
    }
  }

  private static List<SchemaScript> compare(Connection connection, WhenBehind whenBehind)
      throws SQLException, SchemaException {
    SortedSet<Integer> seen = seen(connection);
    int newest = Stream.of(SchemaScript.values()).mapToInt(SchemaScript::version).max().orElse(0);
    if (!seen.isEmpty() && seen.last() > newest) {
      throw new SchemaException(
          "the database has schema %d, this server knows only up to %d: install the newer server"
              .formatted(seen.last(), newest));
    }
    List<SchemaScript> missing =
        Stream.of(SchemaScript.values())
            .filter(script -> !seen.contains(script.version()))
            .toList();
    if (!missing.isEmpty() && whenBehind == WhenBehind.REFUSE) {
      throw new SchemaException(
          "the database has not seen sql/%s: run it with the mysql client, or set keyturn.schema.apply=true"
              .formatted(missing.get(0).fileName()));
    }
    for (SchemaScript script : missing) {
      apply(connection, script);
    }
    return missing;
  }

  private static void apply(Connection connection, SchemaScript script)
      throws SQLException, SchemaException {
    int number = 0;
    try (Statement statement = connection.createStatement()) {
      for (String sql : script.statements()) {
        number++;
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new SchemaException(
          "sql/%s failed at its statement %d%s; the statements before it are in the database"
              .formatted(
                  script.fileName(), number, e.getErrorCode() == NO_RIGHT ? LACKS_RIGHT : ""),
          e);
    }
    if (!seen(connection).contains(script.version())) {
      throw new SchemaException("sql/" + script.fileName() + " did not record its number");
    }
  }

  private static SortedSet<Integer> seen(Connection connection) throws SQLException {
    SortedSet<Integer> versions = new TreeSet<>();
    if (!askBoolean(
        connection,
        "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema = DATABASE() AND table_name = 'schema_version'")) {
      return versions;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT version FROM schema_version")) {
      while (rows.next()) {
        versions.add(rows.getInt(1));
      }
    }
    return versions;
  }

  private static boolean askBoolean(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      return answer.next() && answer.getInt(1) == 1;
    }
  }
}
