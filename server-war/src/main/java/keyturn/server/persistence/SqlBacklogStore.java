package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.server.conversation.EpochRef;
import keyturn.server.delivery.BacklogStore;
import keyturn.server.delivery.StoredMessage;

/** What waits, in MySQL. */
public final class SqlBacklogStore implements BacklogStore {
  private static final int PAGE_MESSAGES = 64;

  /** About what fits a session's queue. */
  private static final int PAGE_BYTES = 192 * 1024;

  private final Transactions transactions;

  public SqlBacklogStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  /** The messages a device may have: of sequences after {@code from}, up to {@code to}. */
  private record Window(long from, long to) {}

  @Override
  public Page page(UserId user, DeviceId device, ConversationId conversation, long after) {
    return transactions.run(
        connection -> {
          Optional<Window> window = window(connection, user, device, conversation);
          if (window.isEmpty()) {
            return Page.NOTHING;
          }
          List<Item> items =
              items(
                  connection,
                  device,
                  conversation,
                  Math.max(after, window.get().from()),
                  window.get().to());
          Set<EpochRef> epochs = new TreeSet<>();
          items.forEach(item -> item.message().ifPresent(m -> epochs.add(m.epoch())));
          return new Page(items, EpochRows.find(connection, epochs));
        });
  }

  private static Optional<Window> window(
      Connection connection, UserId user, DeviceId device, ConversationId conversation)
      throws SQLException {
    String sql =
        "SELECT v.last_sequence, m.joined_after, m.left_after, c.delivered FROM conversation v"
            + " JOIN conversation_member m ON m.conversation_id = v.id AND m.account_id = ?"
            + " JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL"
            + " JOIN device d ON d.id = ? AND d.account_id = a.id AND d.revoked_at IS NULL"
            + " LEFT JOIN device_cursor c ON c.conversation_id = v.id AND c.device_id = d.id"
            + " WHERE v.id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(user.value()).add(device.value()).add(conversation.value());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        long to = row.getLong("v.last_sequence");
        long left = row.getLong("m.left_after");
        if (!row.wasNull()) {
          to = Math.min(to, left);
        }
        long from = row.getLong("c.delivered");
        if (row.wasNull()) {
          startCursor(connection, user, device, conversation);
        }
        return Optional.of(new Window(Math.max(from, row.getLong("m.joined_after")), to));
      }
    }
  }

  /** The device signed in for the first time while the conversation was being started. */
  private static void startCursor(
      Connection connection, UserId user, DeviceId device, ConversationId conversation)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT IGNORE INTO device_cursor"
                + " (conversation_id, device_id, account_id, delivered, seen)"
                + " VALUES (?, ?, ?, 0, 0)")) {
      Sql.parameters(statement).add(conversation.value()).add(device.value()).add(user.value());
      statement.executeUpdate();
    }
  }

  private static List<Item> items(
      Connection connection, DeviceId device, ConversationId conversation, long from, long to)
      throws SQLException {
    String sql =
        "SELECT sequence, message_id, sender_id, sender_device_id, connection_id, epoch, counter,"
            + " IF(sender_device_id = ?, NULL, sealed) AS sealed, total_bytes, "
            + Sql.unixMicros("accepted_at")
            + " AS accepted, TIMESTAMPDIFF(MICROSECOND, accepted_at, UTC_TIMESTAMP(6)) AS age"
            + " FROM message WHERE conversation_id = ? AND sequence > ? AND sequence <= ?"
            + " AND total_bytes <= ? + (SELECT f.total_bytes FROM message f"
            + " WHERE f.conversation_id = ? AND f.sequence > ? ORDER BY f.sequence LIMIT 1)"
            + " ORDER BY sequence LIMIT "
            + PAGE_MESSAGES;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement)
          .add(device.value())
          .add(conversation.value())
          .add(from)
          .add(to)
          .add(PAGE_BYTES)
          .add(conversation.value())
          .add(from);
      try (ResultSet row = statement.executeQuery()) {
        List<Item> items = new ArrayList<>();
        while (row.next()) {
          items.add(item(conversation, row));
        }
        return items;
      }
    }
  }

  private static Item item(ConversationId conversation, ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    byte[] sealed = row.getBytes("sealed");
    if (sealed == null) {
      return new Item(sequence, Optional.empty(), 0);
    }
    StoredMessage message =
        new StoredMessage(
            new EpochRef(conversation, row.getLong("epoch")),
            sequence,
            new MessageId(Sql.bytes(row, "message_id")),
            new UserId(row.getLong("sender_id")),
            new DeviceId(row.getLong("sender_device_id")),
            new ConnectionId(Sql.bytes(row, "connection_id")),
            row.getLong("counter"),
            Bytes.of(sealed),
            row.getLong("total_bytes"),
            row.getLong("accepted"));
    return new Item(sequence, Optional.of(message), row.getLong("age"));
  }
}
