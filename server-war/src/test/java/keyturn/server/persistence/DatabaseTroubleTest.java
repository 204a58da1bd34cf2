package keyturn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What real refusals of a real database are told as. */
class DatabaseTroubleTest {
  @Test
  void aDatabaseThatDoesNotExistIsToldAsSuch() {
    String told = told(changed("/keyturn_test_[0-9_]+", "/canary_of_another_name"));
    assertTrue(told.contains("no such database"), told);
    assertFalse(told.contains("canary"), told);
  }

  @Test
  void whereNobodyAnswersItIsAway() {
    MysqlDataSource database = new MysqlDataSource();
    // A port that nobody can listen on.
    database.setUrl("jdbc:mysql://127.0.0.1:1/keyturn?connectTimeout=2000");
    String told = told(database);
    assertTrue(told.startsWith("event=database-away"), told);
  }

  /** The tests' own MariaDB takes everybody: as MySQL says it, and behind what a pool says. */
  @Test
  void aWrongPasswordIsToldAsSuchAndNotRepeated() {
    SQLException refused =
        new SQLException(
            "Access denied for user 'canary'@'localhost' (using password: YES)", "28000", 1045);
    String told = DatabaseTrouble.describe(new SQLException("no connection", refused));
    assertTrue(told.startsWith("event=database-refuses"), told);
    assertTrue(told.contains("keyturn.database.password"), told);
    assertFalse(told.contains("canary"), told);
  }

  private static MysqlDataSource changed(String pattern, String replacement) {
    MysqlDataSource database = (MysqlDataSource) TestDatabase.empty();
    String url = String.valueOf(database.getUrl());
    String other = url.replaceFirst(pattern, replacement);
    assertNotEquals(url, other);
    database.setUrl(other);
    return database;
  }

  private static String told(DataSource database) {
    try (Connection connection = database.getConnection()) {
      throw new AssertionError("it takes everybody: " + connection);
    } catch (SQLException e) {
      return DatabaseTrouble.describe(e);
    }
  }
}
