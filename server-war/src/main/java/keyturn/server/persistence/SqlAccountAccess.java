package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.server.account.Username;

/**
 * Whether a person may use the server, as an administrator decides it; no server need run, and
 * every one that does sees it in the database. Each change is one transaction: the account, the
 * tokens of its devices, and the epochs of its conversations, which end without grace
 * (docs/spec/supervised.md#rotation).
 */
public final class SqlAccountAccess {
  private final Transactions transactions;

  public SqlAccountAccess(DataSource database) {
    this.transactions = new Transactions(database);
  }

  /** What became of a change. */
  public enum Outcome {
    CHANGED,
    /** It was so before; nothing was changed. */
    UNCHANGED,
    UNKNOWN_NAME
  }

  /**
   * From the commit on nobody signs in, sends or receives as this account, and no key that it was
   * handed seals anything.
   *
   * @throws keyturn.server.StoreException if the database failed
   */
  public Outcome disable(Username username) {
    return change(username, "UPDATE account SET disabled_at = UTC_TIMESTAMP(6) WHERE id = ?", true);
  }

  /**
   * The way back, with the password: tokens stay dead, also those of an account that was disabled
   * by hand, and the person starts with keys that nobody had before.
   *
   * @throws keyturn.server.StoreException if the database failed
   */
  public Outcome enable(Username username) {
    return change(username, "UPDATE account SET disabled_at = NULL WHERE id = ?", false);
  }

  private Outcome change(Username username, String sql, boolean disabled) {
    return transactions.run(
        connection -> {
          Optional<Locked> account = lock(connection, username);
          if (account.isEmpty()) {
            return Outcome.UNKNOWN_NAME;
          }
          if (account.get().disabled() == disabled) {
            return Outcome.UNCHANGED;
          }
          UserId user = account.get().user();
          update(connection, sql, user);
          revokeDevices(connection, user);
          Set<ConversationId> conversations = ActiveConversations.of(connection, user);
          // Whoever sends or turns a key holds the same locks, and looks at the account in them.
          ConversationLocks.take(connection, conversations);
          EpochRows.endNow(connection, conversations);
          return Outcome.CHANGED;
        });
  }

  private record Locked(UserId user, boolean disabled) {}

  private static Optional<Locked> lock(Connection connection, Username username)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, disabled_at IS NOT NULL FROM account WHERE name_key = ? FOR UPDATE")) {
      Sql.parameters(statement).add(username.key());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Locked(new UserId(row.getLong(1)), row.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  private static void revokeDevices(Connection connection, UserId user) throws SQLException {
    update(
        connection,
        "UPDATE device SET token = NULL, next_token = NULL, spent_tokens = '',"
            + " revoked_at = COALESCE(revoked_at, UTC_TIMESTAMP(6)) WHERE account_id = ?",
        user);
  }

  private static void update(Connection connection, String sql, UserId user) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.parameters(statement).add(user.value());
      statement.executeUpdate();
    }
  }
}
