package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.Member;

/** Reads conversations with their members, as they are told to clients. */
final class ConversationRows {
  private static final String SELECT =
      "SELECT c.id, c.state, c.suite, c.last_sequence, m.account_id, a.name FROM conversation c"
          + " JOIN conversation_member m ON m.conversation_id = c.id"
          + " LEFT JOIN account a ON a.id = m.account_id";
  private static final String ORDER = " ORDER BY c.id, m.account_id";
  private static final String DELETED_ACCOUNT = "deleted account";

  private ConversationRows() {}

  static Conversation one(Connection connection, ConversationId conversation) throws SQLException {
    return read(connection, SELECT + " WHERE c.id = ?" + ORDER, conversation.value()).get(0);
  }

  /** All the user is or was a member of. */
  static List<Conversation> ofMember(Connection connection, UserId user) throws SQLException {
    return read(
        connection,
        SELECT
            + " WHERE c.id IN (SELECT own.conversation_id FROM conversation_member own"
            + " WHERE own.account_id = ?)"
            + ORDER,
        user.value());
  }

  private static List<Conversation> read(Connection connection, String sql, long parameter)
      throws SQLException {
    Map<ConversationId, Conversation> conversations = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(parameter);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Conversation next = of(row);
          conversations.merge(next.conversation(), next, ConversationRows::together);
        }
      }
    }
    return List.copyOf(conversations.values());
  }

  private static Conversation of(ResultSet row) throws SQLException {
    String name = row.getString("a.name");
    return new Conversation(
        0,
        new ConversationId(row.getLong("c.id")),
        Codes.state(row.getString("c.state")),
        Codes.suite(row.getString("c.suite")),
        List.of(
            new Member(
                new UserId(row.getLong("m.account_id")), name == null ? DELETED_ACCOUNT : name)),
        row.getLong("c.last_sequence"));
  }

  private static Conversation together(Conversation first, Conversation second) {
    List<Member> members = new ArrayList<>(first.members());
    members.addAll(second.members());
    return new Conversation(
        0,
        first.conversation(),
        first.state(),
        first.suite(),
        List.copyOf(members),
        first.lastSequence());
  }
}
