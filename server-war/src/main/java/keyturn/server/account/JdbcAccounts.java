package keyturn.server.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import keyturn.protocol.id.UserId;
import keyturn.server.DrawnId;

/**
 * What an administrator does to accounts from a command line, without a server: plain JDBC on a
 * database whose schema is up to date. The connection is in auto-commit mode and stays the
 * caller's.
 */
public final class JdbcAccounts {
  private final Connection connection;

  public JdbcAccounts(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes an account whatever the server's registration policy is.
   *
   * @return {@code Created} or {@code NameTaken}
   */
  public Creation add(Username username, PasswordHash hash) throws SQLException {
    String sql =
        "INSERT INTO account (id, name, name_key, name_skeleton, password_hash, created_at,"
            + " password_changed_at) VALUES ("
            + DrawnId.SQL
            + ", ?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, username.text());
      insert.setString(2, username.key());
      insert.setString(3, username.skeleton());
      insert.setString(4, hash.value());
      insert.executeUpdate();
      return new Creation.Created(idOf(username));
    } catch (SQLIntegrityConstraintViolationException taken) {
      return new Creation.NameTaken();
    }
  }

  private UserId idOf(Username username) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM account WHERE name_key = ?")) {
      select.setString(1, username.key());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new UserId(row.getLong(1));
      }
    }
  }

  /** Lets whoever brings {@code code} within {@code life} register once. */
  public void invite(InvitationCode code, Duration life) throws SQLException {
    String sql =
        "INSERT INTO invitation (code_hash, created_at, expires_at)"
            + " VALUES (?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL ? SECOND)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setBytes(1, code.hash().toArray());
      insert.setLong(2, life.toSeconds());
      insert.executeUpdate();
    }
  }
}
