package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.Agreement;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.server.DrawnId;
import keyturn.server.conversation.ConversationStore;

/** Conversations in MySQL. */
public final class SqlConversationStore implements ConversationStore {
  private final Transactions transactions;

  public SqlConversationStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public Optional<Opened> open(
      UserId opener, UserId other, CipherSuite suite, List<CipherSuite> allowed) {
    long low = Math.min(opener.value(), other.value());
    long high = Math.max(opener.value(), other.value());
    // Two who start at once meet at the unique key; the later one's transaction runs again.
    return transactions.run(
        connection -> {
          if (!bothEnabled(connection, low, high)) {
            return Optional.empty();
          }
          Optional<ConversationId> active = activePair(connection, low, high);
          Optional<Conversation> ended = Optional.empty();
          if (active.isPresent()) {
            Conversation found = ConversationRows.one(connection, active.get());
            if (allowed.contains(found.suite())) {
              return Optional.of(new Opened(found, Outcome.FOUND, Optional.empty()));
            }
            end(connection, active.get());
            ended = Optional.of(ConversationRows.one(connection, active.get()));
          }
          ConversationId started = start(connection, low, high, suite);
          return Optional.of(
              new Opened(ConversationRows.one(connection, started), Outcome.STARTED, ended));
        });
  }

  private static boolean bothEnabled(Connection connection, long low, long high)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM account WHERE id IN (?, ?) AND disabled_at IS NULL")) {
      Sql.parameters(statement).add(low).add(high);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) == 2;
      }
    }
  }

  private static Optional<ConversationId> activePair(Connection connection, long low, long high)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM conversation WHERE pair_low = ? AND pair_high = ? FOR UPDATE")) {
      Sql.parameters(statement).add(low).add(high);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(new ConversationId(row.getLong(1))) : Optional.empty();
      }
    }
  }

  private static ConversationId start(Connection connection, long low, long high, CipherSuite suite)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO conversation (id, kind, state, suite, pair_low, pair_high, last_sequence,"
                + " last_epoch, total_bytes, erased_sequence, created_at) VALUES ("
                + DrawnId.SQL
                + ", ?, ?, ?, ?, ?, 0, 0, 0, 0, UTC_TIMESTAMP(6))")) {
      Sql.parameters(statement)
          .add(Codes.SUPERVISED)
          .add(Codes.ACTIVE)
          .add(suite.name())
          .add(low)
          .add(high);
      statement.executeUpdate();
    }
    ConversationId conversation =
        activePair(connection, low, high)
            .orElseThrow(() -> new IllegalStateException("a conversation was just made"));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO conversation_member (conversation_id, account_id, joined_after)"
                + " VALUES (?, ?, 0), (?, ?, 0)")) {
      Sql.parameters(statement)
          .add(conversation.value())
          .add(low)
          .add(conversation.value())
          .add(high);
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO device_cursor (conversation_id, device_id, account_id, delivered, seen)"
                + " SELECT ?, d.id, d.account_id, 0, 0 FROM device d"
                + " WHERE d.account_id IN (?, ?)")) {
      Sql.parameters(statement).add(conversation.value()).add(low).add(high);
      statement.executeUpdate();
    }
    return conversation;
  }

  @Override
  public Left leave(UserId user, ConversationId conversation) {
    return transactions.run(
        connection -> {
          ConversationLocks.Locked locked =
              ConversationLocks.take(connection, Set.of(conversation)).get(conversation);
          if (locked == null || !isMember(connection, user, conversation)) {
            return new Left.Refused(Reason.NOT_A_MEMBER);
          }
          if (locked.state() == ConversationState.ENDED) {
            return new Left.Refused(Reason.CONVERSATION_ENDED);
          }
          end(connection, conversation);
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE conversation_member SET left_after = ?"
                      + " WHERE conversation_id = ? AND account_id = ?")) {
            Sql.parameters(statement)
                .add(locked.lastSequence())
                .add(conversation.value())
                .add(user.value());
            statement.executeUpdate();
          }
          return new Left.Ended(ConversationRows.one(connection, conversation));
        });
  }

  private static boolean isMember(Connection connection, UserId user, ConversationId conversation)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM conversation_member m"
                + " JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL"
                + " WHERE m.conversation_id = ? AND m.account_id = ?")) {
      Sql.parameters(statement).add(conversation.value()).add(user.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The pair is free for another conversation, and the keys end at once: without grace. */
  private static void end(Connection connection, ConversationId conversation) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE conversation SET state = ?, pair_low = NULL, pair_high = NULL,"
                + " ended_at = UTC_TIMESTAMP(6) WHERE id = ?")) {
      Sql.parameters(statement).add(Codes.ENDED).add(conversation.value());
      statement.executeUpdate();
    }
    EpochRows.endNow(connection, Set.of(conversation));
  }

  @Override
  public List<Agreement> agree(UserId user, List<Place> places) {
    return transactions.read(
        connection -> {
          Map<Place, MessageId> stored = SendRows.at(connection, places);
          Map<ConversationId, Long> last = lastOfMember(connection, user, places);
          Map<ConversationId, Optional<Long>> agreed = new LinkedHashMap<>();
          for (Place place : places) {
            Optional<Long> newest = Optional.ofNullable(last.get(place.conversation()));
            // A row below the newest that is gone was forgotten, long after all had it.
            boolean same =
                newest.filter(sequence -> place.sequence() <= sequence).isPresent()
                    && place.id().equals(stored.getOrDefault(place, place.id()));
            agreed.merge(
                place.conversation(),
                newest.map(sequence -> same ? place.sequence() : 0L),
                (one, other) -> one.map(value -> Math.max(value, other.orElse(0L))));
          }
          return agreed.entrySet().stream()
              .map(entry -> new Agreement(entry.getKey(), entry.getValue()))
              .toList();
        });
  }

  private static Map<ConversationId, Long> lastOfMember(
      Connection connection, UserId user, List<Place> places) throws SQLException {
    Set<ConversationId> conversations = new TreeSet<>();
    places.forEach(place -> conversations.add(place.conversation()));
    Map<ConversationId, Long> last = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT c.id, c.last_sequence FROM conversation c JOIN conversation_member m"
                + " ON m.conversation_id = c.id WHERE m.account_id = ? AND c.id IN "
                + Sql.in(conversations))) {
      Sql.Parameters parameters = Sql.parameters(statement).add(user.value());
      for (ConversationId conversation : conversations) {
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

  @Override
  public Overview signIn(UserId user, DeviceId device) {
    return transactions.run(
        connection -> {
          DeviceCursors.startWhereNew(connection, user, device);
          return new Overview(
              ConversationRows.ofMember(connection, user),
              DeviceCursors.receipts(connection, user),
              DeviceCursors.positions(connection, device));
        });
  }
}
