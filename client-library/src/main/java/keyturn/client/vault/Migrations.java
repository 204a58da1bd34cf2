package keyturn.client.vault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a vault of an earlier version to this one's tables, step by step
 * (docs/spec/storage.md#vault-schema). Each step may run again: H2 commits every change of a table
 * by itself, and a crash may come before the new number is written.
 */
final class Migrations {
  private static final int FIRST = 1;

  /** The step at index 0 leads from schema 1 to 2. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE IF NOT EXISTS draft (conversation BIGINT PRIMARY KEY,"
                  + " sealed VARBINARY NOT NULL)"),
          List.of(
              "CREATE TABLE IF NOT EXISTS branch (conversation BIGINT NOT NULL,"
                  + " after_sequence BIGINT NOT NULL, shift BIGINT NOT NULL,"
                  + " PRIMARY KEY (conversation, after_sequence))"),
          List.of(
              "CREATE TABLE IF NOT EXISTS note (name VARCHAR(64) PRIMARY KEY,"
                  + " sealed VARBINARY NOT NULL)"));

  static final int NEWEST = FIRST + STEPS.size();

  private final Connection connection;
  private final Path folder;

  Migrations(Connection connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /**
   * Does what is missing; nothing is lost by a kill in between.
   *
   * @throws VaultNewerException if a later version wrote the vault
   */
  void run() throws SQLException {
    int found = schema();
    if (found > NEWEST) {
      throw new VaultNewerException(folder, found);
    }
    for (int schema = found; schema < NEWEST; schema++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : STEPS.get(schema - FIRST)) {
          statement.execute(sql);
        }
        statement.execute("INSERT INTO schema_version VALUES (" + (schema + 1) + ")");
        connection.commit();
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }

  private int schema() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
      rows.next();
      return Math.max(FIRST, rows.getInt(1));
    }
  }
}
