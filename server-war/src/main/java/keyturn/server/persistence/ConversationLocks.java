package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** Locks rows of conversations, always in ascending order, and reads what they count. */
final class ConversationLocks {
  private ConversationLocks() {}

  record Locked(
      ConversationState state,
      CipherSuite suite,
      long lastSequence,
      long lastEpoch,
      long totalBytes,
      long erasedSequence) {}

  static Map<ConversationId, Locked> take(
      Connection connection, Collection<ConversationId> conversations) throws SQLException {
    Map<ConversationId, Locked> locked = new TreeMap<>();
    if (conversations.isEmpty()) {
      return locked;
    }
    List<ConversationId> asked = Sql.padded(new TreeSet<>(conversations));
    String sql =
        "SELECT id, state, suite, last_sequence, last_epoch, total_bytes, erased_sequence"
            + " FROM conversation WHERE id IN "
            + Sql.in(asked)
            + " ORDER BY id FOR UPDATE";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (ConversationId conversation : asked) {
        parameters.add(conversation.value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          locked.put(
              new ConversationId(row.getLong("id")),
              new Locked(
                  Codes.state(row.getString("state")),
                  Codes.suite(row.getString("suite")),
                  row.getLong("last_sequence"),
                  row.getLong("last_epoch"),
                  row.getLong("total_bytes"),
                  row.getLong("erased_sequence")));
        }
      }
    }
    return locked;
  }
}
