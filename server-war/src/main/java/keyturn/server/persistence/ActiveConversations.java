package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;

/** The conversations whose keys a person is handed now. */
final class ActiveConversations {
  private ActiveConversations() {}

  static Set<ConversationId> of(Connection connection, UserId user) throws SQLException {
    Set<ConversationId> conversations = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT c.id FROM conversation_member m"
                + " JOIN conversation c ON c.id = m.conversation_id AND c.state = ?"
                + " WHERE m.account_id = ? AND m.left_after IS NULL")) {
      Sql.parameters(statement).add(Codes.ACTIVE).add(user.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          conversations.add(new ConversationId(row.getLong(1)));
        }
      }
    }
    return conversations;
  }
}
