package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.server.conversation.Standing;
import keyturn.server.conversation.StoredEpoch;

/** Reads how conversations stand. */
final class Standings {
  private Standings() {}

  /**
   * Epochs first, members after: who was removed in between gets no key, for the key turned when he
   * was.
   */
  static Map<ConversationId, Standing> read(
      Connection connection, Set<ConversationId> conversations) throws SQLException {
    Map<ConversationId, Standing> standings = new HashMap<>();
    if (conversations.isEmpty()) {
      return standings;
    }
    String sql =
        "SELECT c.id, c.state, c.suite, "
            + EpochRows.COLUMNS
            + " FROM conversation c"
            + " LEFT JOIN epoch e ON e.conversation_id = c.id AND e.number = c.last_epoch"
            + " WHERE c.id IN "
            + Sql.in(conversations);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (ConversationId conversation : conversations) {
        parameters.add(conversation.value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ConversationId conversation = new ConversationId(row.getLong("c.id"));
          standings.put(conversation, of(conversation, row));
        }
      }
    }
    Map<ConversationId, Set<DeviceId>> devices = MemberDevices.read(connection, conversations);
    standings.replaceAll(
        (conversation, standing) ->
            new Standing(
                conversation,
                standing.state(),
                standing.suite(),
                standing.epoch(),
                devices.getOrDefault(conversation, Set.of())));
    return standings;
  }

  private static Standing of(ConversationId conversation, ResultSet row) throws SQLException {
    Optional<StoredEpoch> epoch =
        row.getString("e.kek_id") == null ? Optional.empty() : Optional.of(EpochRows.of(row));
    return new Standing(
        conversation,
        Codes.state(row.getString("c.state")),
        Codes.suite(row.getString("c.suite")),
        epoch,
        Set.of());
  }
}
