package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.server.conversation.EpochRef;
import keyturn.server.delivery.SendFacts.EpochFacts;
import keyturn.server.delivery.SendFacts.Sequenced;
import keyturn.server.delivery.SendRef;

/** Reads what sends are judged by. */
final class SendRows {
  private SendRows() {}

  static Map<SendRef, Sequenced> known(Connection connection, Collection<SendRef> sends)
      throws SQLException {
    Map<SendRef, Sequenced> known = new HashMap<>();
    if (sends.isEmpty()) {
      return known;
    }
    List<SendRef> asked = Sql.padded(sends);
    String sql =
        "SELECT sender_device_id, message_id, conversation_id, sequence, "
            + Sql.unixMicros("accepted_at")
            + " AS accepted FROM message WHERE "
            + Sql.anyOf("(sender_device_id = ? AND message_id = ?)", asked);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (SendRef send : asked) {
        parameters.add(send.device().value()).add(send.id().value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(
              new SendRef(
                  new DeviceId(row.getLong("sender_device_id")),
                  new MessageId(Sql.bytes(row, "message_id"))),
              new Sequenced(
                  new ConversationId(row.getLong("conversation_id")),
                  row.getLong("sequence"),
                  row.getLong("accepted")));
        }
      }
    }
    return known;
  }

  /** Which messages are at these places; a place without a message is absent. */
  static Map<Place, MessageId> at(Connection connection, Collection<Place> places)
      throws SQLException {
    String sql =
        "SELECT conversation_id, sequence, message_id FROM message WHERE "
            + Sql.anyOf("(conversation_id = ? AND sequence = ?)", places);
    Map<List<Long>, MessageId> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (Place place : places) {
        parameters.add(place.conversation().value()).add(place.sequence());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(
              List.of(row.getLong(1), row.getLong(2)), new MessageId(Sql.bytes(row, "message_id")));
        }
      }
    }
    Map<Place, MessageId> at = new HashMap<>();
    for (Place place : places) {
      MessageId id = found.get(List.of(place.conversation().value(), place.sequence()));
      if (id != null) {
        at.put(place, id);
      }
    }
    return at;
  }

  static Map<EpochRef, EpochFacts> epochs(Connection connection, Collection<EpochRef> epochs)
      throws SQLException {
    Map<EpochRef, EpochFacts> facts = new HashMap<>();
    if (epochs.isEmpty()) {
      return facts;
    }
    List<EpochRef> asked = Sql.padded(epochs);
    String sql =
        "SELECT conversation_id, number, message_count, "
            + Sql.unixMicros("accepted_until")
            + " AS until FROM epoch WHERE "
            + Sql.anyOf("(conversation_id = ? AND number = ?)", asked);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (EpochRef epoch : asked) {
        parameters.add(epoch.conversation().value()).add(epoch.number());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          facts.put(
              new EpochRef(
                  new ConversationId(row.getLong("conversation_id")), row.getLong("number")),
              new EpochFacts(row.getLong("until"), row.getLong("message_count")));
        }
      }
    }
    return facts;
  }

  /**
   * How much waits for the device that is furthest behind: the size of all there is, less the size
   * up to where it, or erasure, has come.
   */
  static Map<ConversationId, Long> waitingBytes(
      Connection connection, Set<ConversationId> conversations) throws SQLException {
    Map<ConversationId, Long> waiting = new HashMap<>();
    if (conversations.isEmpty()) {
      return waiting;
    }
    List<ConversationId> asked = Sql.padded(conversations);
    String sql =
        "SELECT v.id, v.total_bytes - COALESCE((SELECT m.total_bytes - OCTET_LENGTH(m.sealed)"
            + " FROM message m WHERE m.conversation_id = v.id"
            + " AND m.sequence > GREATEST(v.erased_sequence,"
            + " (SELECT COALESCE(MIN(c.delivered), v.last_sequence) FROM device_cursor c"
            + " WHERE c.conversation_id = v.id)) ORDER BY m.sequence LIMIT 1), v.total_bytes)"
            + " FROM conversation v WHERE v.id IN "
            + Sql.in(asked);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.Parameters parameters = Sql.parameters(statement);
      for (ConversationId conversation : asked) {
        parameters.add(conversation.value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          waiting.put(new ConversationId(row.getLong(1)), row.getLong(2));
        }
      }
    }
    return waiting;
  }
}
