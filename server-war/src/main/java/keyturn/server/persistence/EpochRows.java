package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import keyturn.protocol.id.ConversationId;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.StoredEpoch;
import keyturn.server.conversation.WrappedKey;

/** Rows of epochs, with their ages by the database's clock. */
final class EpochRows {
  static final String COLUMNS =
      "e.conversation_id, e.number, e.suite, e.kek_id, e.wrapped_key, e.message_count, "
          + Sql.microsUntil("e.expires_at")
          + " AS seals_for, "
          + Sql.microsUntil("e.accepted_until")
          + " AS accepted_for";

  private EpochRows() {}

  static Map<EpochRef, StoredEpoch> find(Connection connection, Collection<EpochRef> epochs)
      throws SQLException {
    Map<EpochRef, StoredEpoch> found = new HashMap<>();
    if (epochs.isEmpty()) {
      return found;
    }
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM epoch e WHERE "
            + Sql.anyOf("(e.conversation_id = ? AND e.number = ?)", epochs);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (EpochRef epoch : epochs) {
        parameters.add(epoch.conversation().value()).add(epoch.number());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          StoredEpoch epoch = of(row);
          found.put(epoch.ref(), epoch);
        }
      }
    }
    return found;
  }

  /** Without grace, as where members change: nothing is sealed or accepted under them any more. */
  static void endNow(Connection connection, Collection<ConversationId> conversations)
      throws SQLException {
    if (conversations.isEmpty()) {
      return;
    }
    String sql =
        "UPDATE epoch SET expires_at = LEAST(expires_at, UTC_TIMESTAMP(6)),"
            + " accepted_until = LEAST(accepted_until, UTC_TIMESTAMP(6))"
            + " WHERE conversation_id IN "
            + Sql.in(conversations);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (ConversationId conversation : conversations) {
        parameters.add(conversation.value());
      }
      statement.executeUpdate();
    }
  }

  static StoredEpoch of(ResultSet row) throws SQLException {
    return new StoredEpoch(
        new EpochRef(new ConversationId(row.getLong("e.conversation_id")), row.getLong("e.number")),
        Codes.suite(row.getString("e.suite")),
        new WrappedKey(row.getString("e.kek_id"), Sql.bytes(row, "e.wrapped_key")),
        row.getLong("seals_for"),
        row.getLong("accepted_for"),
        row.getLong("e.message_count"));
  }
}
