package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.server.conversation.EpochRef;
import keyturn.server.delivery.SendFacts;
import keyturn.server.delivery.SendFacts.ConversationFacts;
import keyturn.server.delivery.SendFacts.Sequenced;
import keyturn.server.delivery.SendRef;
import keyturn.server.delivery.SendStore;
import keyturn.server.delivery.StoredMessage;

/** Sends in MySQL: one transaction for a batch, whatever conversations it is about. */
public final class SqlSendStore implements SendStore {
  private final Transactions transactions;

  public SqlSendStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public <D extends Decision> D store(Batch batch, Function<SendFacts, D> decider) {
    return transactions.run(
        connection -> {
          SendFacts facts = facts(connection, batch);
          D decision = decider.apply(facts);
          List<StoredMessage> messages = decision.toStore();
          if (!messages.isEmpty()) {
            insert(connection, messages);
            count(connection, messages);
            countInEpochs(connection, messages);
            advanceOwnCursors(connection, messages);
          }
          return decision;
        });
  }

  @Override
  public Map<SendRef, Sequenced> find(
      Set<ConversationId> conversations, Collection<SendRef> sends) {
    return transactions.run(
        connection -> {
          // A transaction whose COMMIT got no answer may still be on its way: its locks tell.
          ConversationLocks.take(connection, conversations);
          return SendRows.known(connection, sends);
        });
  }

  private static SendFacts facts(Connection connection, Batch batch) throws SQLException {
    Map<ConversationId, ConversationLocks.Locked> locked =
        ConversationLocks.take(connection, batch.conversations());
    Map<ConversationId, Set<DeviceId>> devices = MemberDevices.read(connection, locked.keySet());
    Map<ConversationId, Long> waiting = SendRows.waitingBytes(connection, locked.keySet());
    Map<ConversationId, ConversationFacts> conversations = new HashMap<>();
    locked.forEach(
        (conversation, row) ->
            conversations.put(
                conversation,
                new ConversationFacts(
                    row.state(),
                    row.suite(),
                    row.lastSequence(),
                    row.totalBytes(),
                    waiting.getOrDefault(conversation, 0L),
                    devices.getOrDefault(conversation, Set.of()))));
    return new SendFacts(
        DatabaseClock.nowMicros(connection),
        conversations,
        SendRows.epochs(connection, batch.epochs()),
        SendRows.known(connection, batch.sends()));
  }

  private static void insert(Connection connection, List<StoredMessage> messages)
      throws SQLException {
    String sql =
        "INSERT INTO message (conversation_id, sequence, message_id, sender_id, sender_device_id,"
            + " connection_id, epoch, counter, sealed, total_bytes, accepted_at) VALUES "
            + Sql.rows(
                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, TIMESTAMP('1970-01-01') + INTERVAL ? MICROSECOND)",
                messages);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (StoredMessage message : messages) {
        parameters
            .add(message.conversation().value())
            .add(message.sequence())
            .add(message.id().value())
            .add(message.sender().value())
            .add(message.senderDevice().value())
            .add(message.connection().value())
            .add(message.epoch().number())
            .add(message.counter())
            .add(message.sealed())
            .add(message.totalBytes())
            .add(message.acceptedAtMicros());
      }
      statement.executeUpdate();
    }
  }

  private static void count(Connection connection, List<StoredMessage> messages)
      throws SQLException {
    Map<ConversationId, StoredMessage> last = new TreeMap<>();
    messages.forEach(message -> last.put(message.conversation(), message));
    Sql.update(
        connection,
        "conversation c",
        List.of("id", "sequence", "bytes"),
        "ON c.id = v.id SET c.last_sequence = v.sequence, c.total_bytes = v.bytes",
        last.values(),
        (row, message) ->
            row.add(message.conversation().value())
                .add(message.sequence())
                .add(message.totalBytes()));
  }

  private static void countInEpochs(Connection connection, List<StoredMessage> messages)
      throws SQLException {
    record Run(EpochRef epoch, long first, long last, long count) {}
    Map<EpochRef, Run> runs = new TreeMap<>();
    for (StoredMessage message : messages) {
      Run one = new Run(message.epoch(), message.sequence(), message.sequence(), 1);
      runs.merge(
          message.epoch(),
          one,
          (a, b) -> new Run(a.epoch(), a.first(), b.last(), a.count() + b.count()));
    }
    // Assignments happen from left to right: the count is still the old one in the first.
    Sql.update(
        connection,
        "epoch e",
        List.of("conversation", "number", "first", "last", "messages"),
        "ON e.conversation_id = v.conversation AND e.number = v.number"
            + " SET e.first_sequence = IF(e.message_count = 0, v.first, e.first_sequence),"
            + " e.last_sequence = v.last, e.message_count = e.message_count + v.messages",
        runs.values(),
        (row, run) ->
            row.add(run.epoch().conversation().value())
                .add(run.epoch().number())
                .add(run.first())
                .add(run.last())
                .add(run.count()));
  }

  /**
   * A device has what it sent: where it has everything before as well, its cursor moves on, over
   * several in a row.
   */
  private static void advanceOwnCursors(Connection connection, List<StoredMessage> messages)
      throws SQLException {
    record Of(ConversationId conversation, DeviceId device) {}
    record Run(Of of, long before, long last) {}
    Map<Of, Run> runs = new LinkedHashMap<>();
    for (StoredMessage message : messages) {
      Of of = new Of(message.conversation(), message.senderDevice());
      runs.merge(
          of,
          new Run(of, message.sequence() - 1, message.sequence()),
          (a, b) -> a.last() == b.before() ? new Run(of, a.before(), b.last()) : a);
    }
    Sql.update(
        connection,
        "device_cursor c",
        List.of("conversation", "device", "before_first", "last"),
        "ON c.conversation_id = v.conversation AND c.device_id = v.device"
            + " SET c.delivered = v.last WHERE c.delivered = v.before_first",
        runs.values(),
        (row, run) ->
            row.add(run.of().conversation().value())
                .add(run.of().device().value())
                .add(run.before())
                .add(run.last()));
  }
}
