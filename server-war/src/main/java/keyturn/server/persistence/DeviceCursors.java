package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.server.conversation.Backlog.Position;

/** Reads and starts the cursors of devices. */
final class DeviceCursors {
  private DeviceCursors() {}

  /** A device that is new in a conversation starts at its newest message. */
  static void startWhereNew(Connection connection, UserId user, DeviceId device)
      throws SQLException {
    Map<ConversationId, Long> missing = new LinkedHashMap<>();
    String sql =
        "SELECT v.id, v.last_sequence FROM conversation_member m"
            + " JOIN conversation v ON v.id = m.conversation_id"
            + " LEFT JOIN device_cursor c ON c.conversation_id = v.id AND c.device_id = ?"
            + " WHERE m.account_id = ? AND m.left_after IS NULL AND c.device_id IS NULL";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(device.value()).add(user.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          missing.put(new ConversationId(row.getLong(1)), row.getLong(2));
        }
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT IGNORE INTO device_cursor"
                + " (conversation_id, device_id, account_id, delivered, seen) VALUES "
                + Sql.rows("(?, ?, ?, ?, ?)", missing.keySet()))) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (Map.Entry<ConversationId, Long> entry : missing.entrySet()) {
        parameters
            .add(entry.getKey().value())
            .add(device.value())
            .add(user.value())
            .add(entry.getValue())
            .add(entry.getValue());
      }
      statement.executeUpdate();
    }
  }

  /** Of every device in every conversation of a user, zeros included. */
  static List<Receipt> receipts(Connection connection, UserId user) throws SQLException {
    String sql =
        "SELECT c.conversation_id, c.account_id, c.device_id, c.delivered, c.seen"
            + " FROM conversation_member m"
            + " JOIN device_cursor c ON c.conversation_id = m.conversation_id"
            + " WHERE m.account_id = ? ORDER BY c.conversation_id, c.device_id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(user.value());
      try (ResultSet row = statement.executeQuery()) {
        List<Receipt> receipts = new ArrayList<>();
        while (row.next()) {
          receipts.add(
              new Receipt(
                  new ConversationId(row.getLong(1)),
                  new UserId(row.getLong(2)),
                  new DeviceId(row.getLong(3)),
                  row.getLong(4),
                  row.getLong(5)));
        }
        return receipts;
      }
    }
  }

  static List<Position> positions(Connection connection, DeviceId device) throws SQLException {
    String sql =
        "SELECT c.conversation_id, c.delivered, v.last_sequence FROM device_cursor c"
            + " JOIN conversation v ON v.id = c.conversation_id WHERE c.device_id = ?"
            + " ORDER BY c.conversation_id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(device.value());
      try (ResultSet row = statement.executeQuery()) {
        List<Position> positions = new ArrayList<>();
        while (row.next()) {
          positions.add(
              new Position(new ConversationId(row.getLong(1)), row.getLong(2), row.getLong(3)));
        }
        return positions;
      }
    }
  }
}
