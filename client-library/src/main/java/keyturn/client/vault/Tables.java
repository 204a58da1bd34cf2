package keyturn.client.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.Token;

/** The vault's tables and the only place of its SQL. */
final class Tables {
  private static final String MESSAGE_COLUMNS =
      "conversation, id, sender_device, sender, epoch, sequence, late, at, status, sealed";
  private static final String[] SCHEMA = {
    "CREATE TABLE schema_version (version INT PRIMARY KEY)",
    "INSERT INTO schema_version VALUES (1)",
    // One row, number 1.
    "CREATE TABLE account (number INT PRIMARY KEY, user_id BIGINT NOT NULL,"
        + " username VARCHAR NOT NULL, device BIGINT NOT NULL, server VARBINARY(32) NOT NULL,"
        + " token VARBINARY)",
    "CREATE TABLE conversation (id BIGINT PRIMARY KEY, with_user BIGINT NOT NULL,"
        + " with_name VARCHAR NOT NULL, ended BOOLEAN NOT NULL, suite INT NOT NULL,"
        + " delivered BIGINT, read_up_to BIGINT NOT NULL, last_sequence BIGINT NOT NULL)",
    "CREATE TABLE message (position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        + " conversation BIGINT NOT NULL, id BINARY(16) NOT NULL, sender_device BIGINT NOT NULL,"
        + " sender BIGINT NOT NULL, epoch BIGINT NOT NULL, sequence BIGINT, late BOOLEAN NOT NULL,"
        + " at BIGINT NOT NULL, status INT NOT NULL, sealed VARBINARY,"
        + " UNIQUE (conversation, sender, id), UNIQUE (conversation, sequence))",
    "CREATE INDEX message_status ON message (status)",
    "CREATE TABLE receipt (conversation BIGINT NOT NULL, user_id BIGINT NOT NULL,"
        + " device BIGINT NOT NULL, since BIGINT NOT NULL, delivered BIGINT NOT NULL,"
        + " read_up_to BIGINT NOT NULL, PRIMARY KEY (conversation, device))"
  };

  private final Connection connection;
  private final SealedText sealed;

  Tables(Connection connection, SealedText sealed) {
    this.connection = connection;
    this.sealed = sealed;
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
    }
  }

  /** Own messages of the device before are this one's, which has to send them again if need be. */
  void adoptDevice(DeviceId before, DeviceId now) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "UPDATE message SET sender_device = ? WHERE sender_device = ?"
                + " AND sender = (SELECT user_id FROM account)")) {
      put.setLong(1, now.value());
      put.setLong(2, before.value());
      put.executeUpdate();
    }
  }

  /** H2 writes a commit to the file; only this makes sure that the disk has it. */
  void checkpoint() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
    }
  }

  Optional<VaultAccount> account() throws SQLException, AuthenticationFailedException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT user_id, username, device, server, token FROM account")) {
      if (!row.next()) {
        return Optional.empty();
      }
      byte[] token = row.getBytes(5);
      return Optional.of(
          new VaultAccount(
              new UserId(row.getLong(1)),
              row.getString(2),
              new DeviceId(row.getLong(3)),
              new Fingerprint(Bytes.of(row.getBytes(4))),
              token == null
                  ? Optional.empty()
                  : Optional.of(new Token(sealed.open("token", token)))));
    }
  }

  void saveAccount(VaultAccount account) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "MERGE INTO account (number, user_id, username, device, server, token)"
                + " VALUES (1, ?, ?, ?, ?, ?)")) {
      put.setLong(1, account.user().value());
      put.setString(2, account.username());
      put.setLong(3, account.device().value());
      put.setBytes(4, account.server().sha256().toArray());
      if (account.token().isPresent()) {
        put.setBytes(5, sealed.seal("token", account.token().get().value()));
      } else {
        put.setNull(5, Types.VARBINARY);
      }
      put.executeUpdate();
    }
  }

  List<VaultConversation> conversations() throws SQLException {
    List<VaultConversation> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, with_user, with_name, ended, suite, delivered, read_up_to,"
                    + " last_sequence FROM conversation ORDER BY id")) {
      while (row.next()) {
        all.add(
            new VaultConversation(
                new ConversationId(row.getLong(1)),
                new UserId(row.getLong(2)),
                row.getString(3),
                row.getBoolean(4) ? ConversationState.ENDED : ConversationState.ACTIVE,
                CipherSuite.ofCode(row.getInt(5)).orElseThrow(() -> unknown("suite")),
                optional(row, 6),
                row.getLong(7),
                row.getLong(8)));
      }
    }
    return all;
  }

  void saveConversation(VaultConversation conversation) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "MERGE INTO conversation (id, with_user, with_name, ended, suite, delivered,"
                + " read_up_to, last_sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      put.setLong(1, conversation.id().value());
      put.setLong(2, conversation.withUser().value());
      put.setString(3, conversation.with());
      put.setBoolean(4, conversation.state() == ConversationState.ENDED);
      put.setInt(5, conversation.suite().code());
      set(put, 6, conversation.delivered());
      put.setLong(7, conversation.read());
      put.setLong(8, conversation.lastSequence());
      put.executeUpdate();
    }
  }

  List<Long> sequences(ConversationId conversation, long above) throws SQLException {
    List<Long> all = new ArrayList<>();
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT sequence FROM message WHERE conversation = ? AND sequence > ?")) {
      ask.setLong(1, conversation.value());
      ask.setLong(2, above);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          all.add(row.getLong(1));
        }
      }
    }
    return all;
  }

  int unread(ConversationId conversation) throws SQLException {
    return count(
        "SELECT COUNT(*) FROM message m JOIN conversation c ON c.id = m.conversation"
            + " WHERE c.id = ? AND m.sequence > c.read_up_to"
            + " AND m.sender <> (SELECT user_id FROM account)",
        conversation.value());
  }

  boolean isNew(VaultMessage message) throws SQLException {
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT 1 FROM message WHERE conversation = ?"
                + " AND (sequence = ? OR (sender = ? AND id = ?))")) {
      ask.setLong(1, message.conversation().value());
      set(ask, 2, message.sequence());
      ask.setLong(3, message.sender().value());
      ask.setBytes(4, message.id().value().toArray());
      try (ResultSet row = ask.executeQuery()) {
        return !row.next();
      }
    }
  }

  void insert(VaultMessage message) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "INSERT INTO message ("
                + MESSAGE_COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      put.setLong(1, message.conversation().value());
      put.setBytes(2, message.id().value().toArray());
      put.setLong(3, message.senderDevice().value());
      put.setLong(4, message.sender().value());
      put.setLong(5, message.epoch());
      set(put, 6, message.sequence());
      put.setBoolean(7, message.late());
      put.setLong(8, message.at().toEpochMilli());
      put.setInt(9, message.status().code());
      put.setBytes(10, sealed.seal(message));
      put.executeUpdate();
    }
  }

  void update(VaultMessage message) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "UPDATE message SET status = ?, sequence = ?, epoch = ?, at = ?"
                + " WHERE conversation = ? AND sender = ? AND id = ?")) {
      put.setInt(1, message.status().code());
      set(put, 2, message.sequence());
      put.setLong(3, message.epoch());
      put.setLong(4, message.at().toEpochMilli());
      put.setLong(5, message.conversation().value());
      put.setLong(6, message.sender().value());
      put.setBytes(7, message.id().value().toArray());
      put.executeUpdate();
    }
  }

  void delete(VaultMessage message) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM message WHERE conversation = ? AND sender = ? AND id = ?")) {
      delete.setLong(1, message.conversation().value());
      delete.setLong(2, message.sender().value());
      delete.setBytes(3, message.id().value().toArray());
      delete.executeUpdate();
    }
  }

  List<VaultMessage> waiting() throws SQLException {
    return messages("status = " + VaultMessage.Status.WAITING.code() + " ORDER BY position");
  }

  Optional<VaultMessage> findOwn(MessageId id) throws SQLException {
    return messages(
            "sender = (SELECT user_id FROM account) AND id = X'"
                + id.value().toHex()
                + "' ORDER BY position")
        .stream()
        .findFirst();
  }

  List<VaultMessage> history(ConversationId conversation, long before, int limit)
      throws SQLException {
    List<VaultMessage> newestFirst = new ArrayList<>();
    if (before == Long.MAX_VALUE) {
      newestFirst.addAll(
          messages(
              "conversation = ? AND sequence IS NULL ORDER BY position DESC LIMIT ?",
              conversation.value(),
              limit));
    }
    newestFirst.addAll(
        messages(
            "conversation = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
            conversation.value(),
            before,
            limit - newestFirst.size()));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  VaultPage page(Optional<ConversationId> in, long before, int limit) throws SQLException {
    List<VaultMessage> found = new ArrayList<>();
    long last = 0;
    String where = in.map(id -> "conversation = " + id.value() + " AND ").orElse("");
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT "
                + MESSAGE_COLUMNS
                + ", position FROM message WHERE "
                + where
                + "position < ? ORDER BY position DESC LIMIT ?")) {
      ask.setLong(1, before);
      ask.setLong(2, limit);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          found.add(sealed.open(message(row), row.getBytes(10)));
          last = row.getLong(11);
        }
      }
    }
    return new VaultPage(found, found.size() < limit ? 0 : last);
  }

  List<VaultMessage> between(ConversationId conversation, long from, long to) throws SQLException {
    return messages(
        "conversation = ? AND sequence > ? AND sequence <= ? ORDER BY sequence",
        conversation.value(),
        from,
        to);
  }

  List<VaultReceipt> receipts() throws SQLException {
    List<VaultReceipt> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT conversation, user_id, device, since, delivered, read_up_to FROM receipt")) {
      while (row.next()) {
        all.add(
            new VaultReceipt(
                new ConversationId(row.getLong(1)),
                new UserId(row.getLong(2)),
                new DeviceId(row.getLong(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)));
      }
    }
    return all;
  }

  void saveReceipt(VaultReceipt receipt) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "MERGE INTO receipt (conversation, user_id, device, since, delivered, read_up_to)"
                + " KEY (conversation, device) VALUES (?, ?, ?, ?, ?, ?)")) {
      put.setLong(1, receipt.conversation().value());
      put.setLong(2, receipt.user().value());
      put.setLong(3, receipt.device().value());
      put.setLong(4, receipt.since());
      put.setLong(5, receipt.delivered());
      put.setLong(6, receipt.read());
      put.executeUpdate();
    }
  }

  private List<VaultMessage> messages(String where, long... parameters) throws SQLException {
    List<VaultMessage> all = new ArrayList<>();
    try (PreparedStatement ask =
        connection.prepareStatement("SELECT " + MESSAGE_COLUMNS + " FROM message WHERE " + where)) {
      for (int i = 0; i < parameters.length; i++) {
        ask.setLong(i + 1, parameters[i]);
      }
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          all.add(sealed.open(message(row), row.getBytes(10)));
        }
      }
    }
    return all;
  }

  private static VaultMessage message(ResultSet row) throws SQLException {
    return new VaultMessage(
        new ConversationId(row.getLong(1)),
        new MessageId(Bytes.of(row.getBytes(2))),
        new DeviceId(row.getLong(3)),
        new UserId(row.getLong(4)),
        Optional.empty(),
        row.getLong(5),
        optional(row, 6),
        row.getBoolean(7),
        Instant.ofEpochMilli(row.getLong(8)),
        VaultMessage.Status.ofCode(row.getInt(9)));
  }

  private int count(String sql, long parameter) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement(sql)) {
      ask.setLong(1, parameter);
      try (ResultSet row = ask.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static OptionalLong optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static void set(PreparedStatement statement, int parameter, OptionalLong value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setLong(parameter, value.getAsLong());
    } else {
      statement.setNull(parameter, Types.BIGINT);
    }
  }

  private static VaultException unknown(String what) {
    return new VaultException("the vault names a " + what + " that this program does not know");
  }
}
