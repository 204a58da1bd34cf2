package keyturn.client.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.protocol.id.ConversationId;

/** The table of what is being written (docs/spec/storage.md#vault), sealed like every text. */
final class Drafts {
  private final Connection connection;
  private final SealedText sealed;

  Drafts(Connection connection, SealedText sealed) {
    this.connection = connection;
    this.sealed = sealed;
  }

  Map<ConversationId, String> all() throws SQLException {
    Map<ConversationId, String> all = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT conversation, sealed FROM draft")) {
      while (row.next()) {
        ConversationId conversation = new ConversationId(row.getLong(1));
        draft(conversation, row.getBytes(2)).ifPresent(text -> all.put(conversation, text));
      }
    }
    return all;
  }

  /** Empty if somebody has changed the file: a draft that is not ours is none. */
  private Optional<String> draft(ConversationId conversation, byte[] box) {
    try {
      return Optional.of(sealed.openText(place(conversation), box));
    } catch (AuthenticationFailedException e) {
      return Optional.empty();
    }
  }

  void save(ConversationId conversation, String text) throws SQLException {
    if (text.isEmpty()) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM draft WHERE conversation = ?")) {
        delete.setLong(1, conversation.value());
        delete.executeUpdate();
      }
      return;
    }
    try (PreparedStatement put =
        connection.prepareStatement("MERGE INTO draft (conversation, sealed) VALUES (?, ?)")) {
      put.setLong(1, conversation.value());
      put.setBytes(2, sealed.sealText(place(conversation), text));
      put.executeUpdate();
    }
  }

  private static String place(ConversationId conversation) {
    return "draft " + conversation.value();
  }
}
