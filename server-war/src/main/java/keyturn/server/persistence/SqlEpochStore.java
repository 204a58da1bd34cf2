package keyturn.server.persistence;

import static keyturn.protocol.supervised.EpochLife.GRACE_MILLIS;
import static keyturn.protocol.supervised.EpochLife.MAX_MESSAGES;
import static keyturn.protocol.supervised.EpochLife.VALID_MILLIS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.EpochStore;
import keyturn.server.conversation.KeyRingUse;
import keyturn.server.conversation.Standing;
import keyturn.server.conversation.StoredEpoch;
import keyturn.server.conversation.WrappedKey;

/** Epochs in MySQL. Whoever holds the row of a conversation decides about its next epoch. */
public final class SqlEpochStore implements EpochStore {
  private final Transactions transactions;

  public SqlEpochStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  /** What the database needs of its key ring; the first thing asked after the schema. */
  public KeyRingUse keyRingUse() {
    return transactions.read(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT COUNT(*) FROM conversation");
              ResultSet row = statement.executeQuery()) {
            row.next();
            return new KeyRingUse(Keks.needed(connection), row.getLong(1));
          }
        });
  }

  @Override
  public Map<ConversationId, Standing> read(Set<ConversationId> conversations) {
    return transactions.read(connection -> Standings.read(connection, conversations));
  }

  @Override
  public Map<EpochRef, StoredEpoch> find(Set<EpochRef> epochs) {
    return transactions.read(connection -> EpochRows.find(connection, epochs));
  }

  @Override
  public Map<ConversationId, Standing> turn(
      Set<ConversationId> conversations, Duration least, KeyMaker keys) {
    return transactions.run(
        connection -> {
          Map<ConversationId, ConversationLocks.Locked> locked =
              ConversationLocks.take(connection, conversations);
          Map<ConversationId, Standing> standings =
              new HashMap<>(Standings.read(connection, locked.keySet()));
          List<NextEpoch> due = new ArrayList<>();
          locked.forEach(
              (conversation, row) -> {
                Standing standing = standings.get(conversation);
                if (standing != null && isDue(standing, least)) {
                  due.add(
                      new NextEpoch(new EpochRef(conversation, row.lastEpoch() + 1), row.suite()));
                }
              });
          if (!due.isEmpty()) {
            insert(connection, due, keys);
            Set<ConversationId> turned = new TreeSet<>();
            due.forEach(next -> turned.add(next.ref().conversation()));
            standings.putAll(Standings.read(connection, turned));
          }
          return standings;
        });
  }

  private static boolean isDue(Standing standing, Duration least) {
    return standing.state() == ConversationState.ACTIVE
        && standing
            .epoch()
            .map(
                epoch ->
                    epoch.sealsForMicros() < least.toMillis() * 1000
                        || epoch.messages() >= MAX_MESSAGES)
            .orElse(true);
  }

  private record NextEpoch(EpochRef ref, CipherSuite suite) {}

  private static void insert(Connection connection, List<NextEpoch> due, KeyMaker keys)
      throws SQLException {
    LocalDate today = DatabaseClock.today(connection);
    String now = "UTC_TIMESTAMP(6)";
    String sql =
        "INSERT INTO epoch (conversation_id, number, suite, kek_id, wrapped_key, born_at,"
            + " expires_at, accepted_until, message_count, first_sequence, last_sequence) VALUES "
            + Sql.rows(
                "(?, ?, ?, ?, ?, %s, %s + INTERVAL %d MICROSECOND, %s + INTERVAL %d MICROSECOND,"
                        .formatted(
                            now,
                            now,
                            VALID_MILLIS * 1000L,
                            now,
                            (VALID_MILLIS + GRACE_MILLIS) * 1000L)
                    + " 0, 0, 0)",
                due);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (NextEpoch next : due) {
        EpochRef epoch = next.ref();
        WrappedKey key = keys.make(epoch, today);
        parameters
            .add(epoch.conversation().value())
            .add(epoch.number())
            .add(next.suite().name())
            .add(key.kekId())
            .add(key.box());
      }
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE conversation SET last_epoch = last_epoch + 1 WHERE id IN " + Sql.in(due))) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (NextEpoch next : due) {
        parameters.add(next.ref().conversation().value());
      }
      statement.executeUpdate();
    }
  }
}
