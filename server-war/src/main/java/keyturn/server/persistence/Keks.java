package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** The key-encryption keys under which something in the database is wrapped. */
final class Keks {
  private Keks() {}

  static Set<String> needed(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT DISTINCT kek_id FROM epoch");
        ResultSet row = statement.executeQuery()) {
      Set<String> ids = new TreeSet<>();
      while (row.next()) {
        ids.add(row.getString(1));
      }
      return ids;
    }
  }
}
