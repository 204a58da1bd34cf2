package keyturn.quickstart;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Optional;
import keyturn.server.DrawnId;
import keyturn.server.account.Bcrypt;
import keyturn.server.account.Passphrase;
import keyturn.server.account.PasswordHash;
import keyturn.server.account.PasswordPolicy;
import keyturn.server.account.PasswordProblem;
import keyturn.server.account.Username;
import keyturn.server.schema.Schema;
import keyturn.server.schema.SchemaException;

/** The table of accounts (sql/V001__accounts.sql), written with the server's rules and hash. */
final class AccountTable {
  private static final String INSERT =
      "INSERT INTO account"
          + " (id, name, name_key, name_skeleton, password_hash, created_at, password_changed_at)"
          + " VALUES ("
          + DrawnId.SQL
          + ", ?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))";

  private final Connection connection;
  private final Bcrypt bcrypt;

  AccountTable(Connection connection, SecureRandom random) {
    this.connection = connection;
    this.bcrypt = new Bcrypt(random);
  }

  /**
   * Adds an account.
   *
   * @throws StartException if the password is refused, the name is taken, or the database does not
   *     have this build's tables; nothing was changed
   */
  void add(Username username, NewPassword password, PasswordPolicy policy)
      throws SQLException, StartException {
    Optional<PasswordProblem> problem = policy.problemOf(password.password(), username);
    if (problem.isPresent()) {
      throw new StartException(refusal(problem.get(), policy));
    }
    requireTables();
    PasswordHash hash = hash(password);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, username.text());
      insert.setString(2, username.key());
      insert.setString(3, username.skeleton());
      insert.setString(4, hash.value());
      insert.executeUpdate();
    } catch (SQLIntegrityConstraintViolationException e) {
      throw new StartException(
          "There is an account already whose name is " + username.text() + " or looks like it.");
    }
  }

  /** Whether there is an account of this name. */
  boolean contains(Username username) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM account WHERE name_key = ?")) {
      select.setString(1, username.key());
      return select.executeQuery().next();
    }
  }

  private PasswordHash hash(NewPassword password) throws StartException {
    Passphrase.Check check = Passphrase.check(password.password());
    if (check instanceof Passphrase.Check.NotUsable no) {
      throw new StartException("This cannot be a password: " + no.problem().message() + ".");
    }
    return bcrypt.hash(((Passphrase.Check.Usable) check).passphrase());
  }

  private void requireTables() throws SQLException, StartException {
    try {
      Schema.bringUpToDate(connection, Schema.WhenBehind.REFUSE);
    } catch (SchemaException e) {
      throw new StartException("The database is not ready: " + e.getMessage() + ".", e);
    }
  }

  private static String refusal(PasswordProblem problem, PasswordPolicy policy) {
    return problem == PasswordProblem.TOO_SHORT
        ? "The password is too short: it has at least " + policy.minCharacters() + " characters."
        : "This cannot be a password: " + problem.message() + ".";
  }
}
