package keyturn.client.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.client.vault.Numbering.Branch;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;

/** The table of numberings, and where messages are in them. */
final class Numberings {
  private final Connection connection;

  Numberings(Connection connection) {
    this.connection = connection;
  }

  Map<ConversationId, Numbering> all() throws SQLException {
    Map<ConversationId, List<Branch>> branches = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT conversation, after_sequence, shift FROM branch"
                    + " ORDER BY conversation, after_sequence")) {
      while (row.next()) {
        branches
            .computeIfAbsent(new ConversationId(row.getLong(1)), id -> new ArrayList<>())
            .add(new Branch(row.getLong(2), row.getLong(3)));
      }
    }
    Map<ConversationId, Numbering> all = new HashMap<>();
    branches.forEach((id, its) -> all.put(id, new Numbering(its)));
    return all;
  }

  void save(ConversationId conversation, Numbering numbering) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM branch WHERE conversation = ?");
        PreparedStatement put =
            connection.prepareStatement("INSERT INTO branch VALUES (?, ?, ?)")) {
      delete.setLong(1, conversation.value());
      delete.executeUpdate();
      for (Branch branch : numbering.branches()) {
        put.setLong(1, conversation.value());
        put.setLong(2, branch.after());
        put.setLong(3, branch.shift());
        put.executeUpdate();
      }
    }
  }

  List<VaultPlace> places(ConversationId conversation, long above, long upTo) throws SQLException {
    return places(conversation, above, upTo, "");
  }

  Optional<VaultPlace> newest(ConversationId conversation, long above, long upTo)
      throws SQLException {
    return places(conversation, above, upTo, " DESC LIMIT 1").stream().findFirst();
  }

  private List<VaultPlace> places(ConversationId conversation, long above, long upTo, String which)
      throws SQLException {
    List<VaultPlace> all = new ArrayList<>();
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT sequence, id FROM message WHERE conversation = ? AND sequence > ?"
                + " AND sequence <= ? ORDER BY sequence"
                + which)) {
      ask.setLong(1, conversation.value());
      ask.setLong(2, above);
      ask.setLong(3, upTo);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          all.add(new VaultPlace(row.getLong(1), new MessageId(Bytes.of(row.getBytes(2)))));
        }
      }
    }
    return all;
  }
}
