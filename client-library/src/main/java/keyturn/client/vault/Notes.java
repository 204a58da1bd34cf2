package keyturn.client.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import keyturn.crypto.AuthenticationFailedException;

/** The table of what a window remembers about an account (docs/spec/storage.md#vault), sealed. */
final class Notes {
  private final Connection connection;
  private final SealedText sealed;

  Notes(Connection connection, SealedText sealed) {
    this.connection = connection;
    this.sealed = sealed;
  }

  /** Without those that somebody has changed in the file. */
  Map<String, String> all() throws SQLException {
    Map<String, String> all = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, sealed FROM note")) {
      while (row.next()) {
        String name = row.getString(1);
        try {
          all.put(name, sealed.openText(place(name), row.getBytes(2)));
        } catch (AuthenticationFailedException e) {
          // A note that is not ours is none.
        }
      }
    }
    return all;
  }

  void save(String name, String text) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement("MERGE INTO note (name, sealed) VALUES (?, ?)")) {
      put.setString(1, name);
      put.setBytes(2, sealed.sealText(place(name), text));
      put.executeUpdate();
    }
  }

  private static String place(String name) {
    return "note " + name;
  }
}
