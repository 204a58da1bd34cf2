package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import keyturn.protocol.id.ConversationId;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.ErasureStore;
import keyturn.server.conversation.Retention;

/** Erasure in MySQL. */
public final class SqlErasureStore implements ErasureStore {
  /** A retry of a send is answered with its sequence for so long after its content is gone. */
  private static final int REMEMBERED_DAYS = 30;

  private final Transactions transactions;

  public SqlErasureStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public List<EpochRef> eraseEpochs(Retention retention, int atMost) {
    List<EpochRef> over = transactions.read(connection -> over(connection, retention, atMost));
    Set<ConversationId> conversations = new LinkedHashSet<>();
    over.forEach(epoch -> conversations.add(epoch.conversation()));
    for (ConversationId conversation : conversations) {
      // One conversation at a time: nobody's send waits for another's erasure.
      transactions.run(
          connection -> {
            ConversationLocks.take(connection, List.of(conversation));
            for (EpochRef epoch : over) {
              if (epoch.conversation().equals(conversation)) {
                erase(connection, epoch);
              }
            }
            return conversation;
          });
    }
    return over;
  }

  private static List<EpochRef> over(Connection connection, Retention retention, int atMost)
      throws SQLException {
    String delivered =
        retention instanceof Retention.UntilDelivered
            ? " OR NOT EXISTS (SELECT 1 FROM device_cursor c WHERE"
                + " c.conversation_id = e.conversation_id AND c.delivered < e.last_sequence)"
            : "";
    String sql =
        "SELECT e.conversation_id, e.number FROM epoch e"
            + " WHERE e.accepted_until < UTC_TIMESTAMP(6) AND (e.message_count = 0"
            + " OR e.accepted_until < UTC_TIMESTAMP(6) - INTERVAL ? SECOND"
            + delivered
            + ") LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, retention.limit().toSeconds());
      statement.setInt(2, atMost);
      try (ResultSet row = statement.executeQuery()) {
        List<EpochRef> epochs = new ArrayList<>();
        while (row.next()) {
          epochs.add(new EpochRef(new ConversationId(row.getLong(1)), row.getLong(2)));
        }
        return epochs;
      }
    }
  }

  private static void erase(Connection connection, EpochRef epoch) throws SQLException {
    update(
        connection,
        "UPDATE message m JOIN epoch e"
            + " ON e.conversation_id = m.conversation_id AND e.number = m.epoch"
            + " SET m.sealed = NULL, m.forget_at = UTC_TIMESTAMP(6) + INTERVAL "
            + REMEMBERED_DAYS
            + " DAY WHERE e.conversation_id = ? AND e.number = ?"
            + " AND m.sequence BETWEEN e.first_sequence AND e.last_sequence",
        epoch);
    update(
        connection,
        "UPDATE conversation c JOIN epoch e ON e.conversation_id = c.id"
            + " SET c.erased_sequence = GREATEST(c.erased_sequence, e.last_sequence)"
            + " WHERE e.conversation_id = ? AND e.number = ?",
        epoch);
    update(connection, "DELETE FROM epoch WHERE conversation_id = ? AND number = ?", epoch);
  }

  private static void update(Connection connection, String sql, EpochRef epoch)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(epoch.conversation().value()).add(epoch.number());
      statement.executeUpdate();
    }
  }

  @Override
  public int forgetMessages(int atMost) {
    return transactions.run(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "DELETE FROM message WHERE forget_at < UTC_TIMESTAMP(6) LIMIT ?")) {
            statement.setInt(1, atMost);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public int dropQueuesOfGoneDevices() {
    return transactions.run(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "DELETE c FROM device_cursor c LEFT JOIN device d ON d.id = c.device_id"
                      + " WHERE d.id IS NULL")) {
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public KekUse kekUse() {
    return transactions.read(
        connection -> {
          // The day first: an epoch born after it was read is of that day or a later one.
          LocalDate firstDay = DatabaseClock.settledDay(connection);
          return new KekUse(Keks.needed(connection), firstDay);
        });
  }
}
