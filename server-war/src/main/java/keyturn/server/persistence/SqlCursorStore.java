package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.server.delivery.CursorStore;

/** Cursors in MySQL. */
public final class SqlCursorStore implements CursorStore {
  private final Transactions transactions;

  public SqlCursorStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  private record Of(ConversationId conversation, DeviceId device) implements Comparable<Of> {
    private static final Comparator<Of> ORDER =
        Comparator.comparing(Of::conversation).thenComparing(Of::device);

    @Override
    public int compareTo(Of other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public Advanced advance(Collection<Progress> progress) {
    Map<Of, Progress> asked = new TreeMap<>();
    progress.forEach(next -> asked.put(new Of(next.conversation(), next.device()), next));
    if (asked.isEmpty()) {
      return new Advanced(List.of(), Map.of());
    }
    return transactions.run(
        connection -> {
          Map<Of, Receipt> cursors = lock(connection, asked.keySet());
          Set<ConversationId> conversations = new TreeSet<>();
          cursors.keySet().forEach(of -> conversations.add(of.conversation()));
          Map<ConversationId, Long> last = lastSequences(connection, conversations);
          List<Receipt> moved = new ArrayList<>();
          for (Map.Entry<Of, Progress> entry : asked.entrySet()) {
            Receipt before = cursors.get(entry.getKey());
            if (before != null) {
              long newest = last.getOrDefault(before.conversation(), 0L);
              Receipt after = moved(before, entry.getValue(), newest);
              if (!after.equals(before)) {
                moved.add(after);
              }
            }
          }
          moved = beyondOwn(connection, moved, last);
          update(connection, moved);
          return new Advanced(moved, MemberDevices.read(connection, conversations));
        });
  }

  private static Receipt moved(Receipt before, Progress wish, long last) {
    long delivered = Math.max(before.delivered(), Math.min(wish.delivered(), last));
    long read = Math.max(before.read(), Math.min(wish.read(), delivered));
    return new Receipt(before.conversation(), before.user(), before.device(), delivered, read);
  }

  private static Map<Of, Receipt> lock(Connection connection, Set<Of> cursors) throws SQLException {
    List<Of> asked = Sql.padded(cursors);
    String sql =
        "SELECT conversation_id, device_id, account_id, delivered, seen FROM device_cursor WHERE "
            + Sql.anyOf("(conversation_id = ? AND device_id = ?)", asked)
            + " ORDER BY conversation_id, device_id FOR UPDATE";
    Map<Of, Receipt> found = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (Of of : asked) {
        parameters.add(of.conversation().value()).add(of.device().value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Of of = new Of(new ConversationId(row.getLong(1)), new DeviceId(row.getLong(2)));
          found.put(
              of,
              new Receipt(
                  of.conversation(),
                  new UserId(row.getLong(3)),
                  of.device(),
                  row.getLong(4),
                  row.getLong(5)));
        }
      }
    }
    return found;
  }

  private static Map<ConversationId, Long> lastSequences(
      Connection connection, Set<ConversationId> conversations) throws SQLException {
    Map<ConversationId, Long> last = new HashMap<>();
    if (conversations.isEmpty()) {
      return last;
    }
    List<ConversationId> asked = Sql.padded(conversations);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, last_sequence FROM conversation WHERE id IN " + Sql.in(asked))) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (ConversationId conversation : asked) {
        parameters.add(conversation.value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          last.put(new ConversationId(row.getLong(1)), row.getLong(2));
        }
      }
    }
    return last;
  }

  /** What a device sent itself right after what it acknowledges it has as well. */
  private static List<Receipt> beyondOwn(
      Connection connection, List<Receipt> cursors, Map<ConversationId, Long> last)
      throws SQLException {
    if (cursors.isEmpty()) {
      return cursors;
    }
    String next =
        "SELECT ? AS cursor_number, (SELECT m.sequence FROM message m WHERE m.conversation_id = ?"
            + " AND m.sequence > ? AND m.sender_device_id <> ? ORDER BY m.sequence LIMIT 1)";
    List<String> selects = new ArrayList<>();
    cursors.forEach(cursor -> selects.add(next));
    List<Receipt> further = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            String.join(" UNION ALL ", selects) + " ORDER BY cursor_number")) {
      Sql.Parameters parameters = Sql.parameters(statement);
      int number = 0;
      for (Receipt cursor : cursors) {
        parameters
            .add(number++)
            .add(cursor.conversation().value())
            .add(cursor.delivered())
            .add(cursor.device().value());
      }
      try (ResultSet row = statement.executeQuery()) {
        for (Receipt cursor : cursors) {
          row.next();
          long others = row.getLong(2);
          long to = row.wasNull() ? last.getOrDefault(cursor.conversation(), 0L) : others - 1;
          further.add(
              new Receipt(
                  cursor.conversation(),
                  cursor.user(),
                  cursor.device(),
                  Math.max(cursor.delivered(), to),
                  cursor.read()));
        }
      }
    }
    return further;
  }

  private static void update(Connection connection, List<Receipt> cursors) throws SQLException {
    if (cursors.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        "device_cursor c",
        List.of("conversation", "device", "delivered", "seen"),
        "ON c.conversation_id = v.conversation AND c.device_id = v.device"
            + " SET c.delivered = v.delivered, c.seen = v.seen",
        cursors,
        (row, cursor) ->
            row.add(cursor.conversation().value())
                .add(cursor.device().value())
                .add(cursor.delivered())
                .add(cursor.read()));
  }
}
