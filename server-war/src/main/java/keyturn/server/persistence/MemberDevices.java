package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;

/**
 * Which devices belong to a conversation now: those of present members, neither disabled nor
 * revoked. Every hand-over of a key and every delivery asks this in its own transaction.
 */
final class MemberDevices {
  private MemberDevices() {}

  static Map<ConversationId, Set<DeviceId>> read(
      Connection connection, Set<ConversationId> conversations) throws SQLException {
    Map<ConversationId, Set<DeviceId>> devices = new HashMap<>();
    for (ConversationId conversation : conversations) {
      devices.put(conversation, new TreeSet<>());
    }
    if (conversations.isEmpty()) {
      return devices;
    }
    List<ConversationId> asked = Sql.padded(conversations);
    String sql =
        "SELECT m.conversation_id, d.id FROM conversation_member m"
            + " JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL"
            + " JOIN device d ON d.account_id = a.id AND d.revoked_at IS NULL"
            + " WHERE m.left_after IS NULL AND m.conversation_id IN "
            + Sql.in(asked);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (ConversationId conversation : asked) {
        parameters.add(conversation.value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Set<DeviceId> its = devices.get(new ConversationId(row.getLong(1)));
          if (its != null) {
            its.add(new DeviceId(row.getLong(2)));
          }
        }
      }
    }
    return devices;
  }
}
