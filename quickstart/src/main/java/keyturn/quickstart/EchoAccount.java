package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import keyturn.protocol.message.Password;
import keyturn.server.account.PasswordPolicy;
import keyturn.server.account.Username;

/** The account of {@link Echo}, with a random password that stays in the data folder. */
final class EchoAccount {
  private static final PasswordPolicy POLICY = new PasswordPolicy(15);

  private EchoAccount() {}

  /**
   * Echo's password; makes the account if it is missing.
   *
   * @return empty if somebody else has an account of this name: it is left alone
   */
  static Optional<String> prepare(DatabaseAddress database, Path folder, SecureRandom random)
      throws IOException, StartException {
    Path file = folder.resolve("password");
    boolean ours = Files.exists(file);
    Username name = Username.find(Echo.NAME).orElseThrow();
    try (Connection connection = database.connect()) {
      AccountTable accounts = new AccountTable(connection, random);
      boolean exists = accounts.contains(name);
      if (exists && !ours) {
        return Optional.empty();
      }
      String password = PrivateFile.secret(file, random);
      if (!exists) {
        accounts.add(name, new NewPassword(new Password(password)), POLICY);
      }
      return Optional.of(password);
    } catch (SQLException e) {
      throw new StartException("The database closed the connection: try again.", e);
    }
  }
}
