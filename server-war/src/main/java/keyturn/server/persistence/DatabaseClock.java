package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** The clock that decides every age. */
final class DatabaseClock {
  private DatabaseClock() {}

  static LocalDate today(Connection connection) throws SQLException {
    return day(connection, "SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d')");
  }

  /** The day it was ten minutes ago: no transaction begun on an earlier day is still open. */
  static LocalDate settledDay(Connection connection) throws SQLException {
    return day(connection, "SELECT DATE_FORMAT(UTC_TIMESTAMP() - INTERVAL 10 MINUTE, '%Y-%m-%d')");
  }

  /** Unix time in microseconds. */
  static long nowMicros(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT " + Sql.unixMicros("UTC_TIMESTAMP(6)"));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static LocalDate day(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return LocalDate.parse(row.getString(1));
    }
  }
}
