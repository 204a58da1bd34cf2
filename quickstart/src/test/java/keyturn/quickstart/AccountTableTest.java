package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import keyturn.protocol.message.Password;
import keyturn.server.account.Bcrypt;
import keyturn.server.account.InvitationCode;
import keyturn.server.account.Passphrase;
import keyturn.server.account.PasswordHash;
import keyturn.server.account.PasswordPolicy;
import keyturn.server.account.Username;
import keyturn.server.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Accounts written into a real database. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class AccountTableTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final PasswordPolicy POLICY = new PasswordPolicy(15);
  private static final NewPassword GOOD = new NewPassword(new Password("four words über table"));

  private final SecureRandom random = new SecureRandom();

  @Test
  void keepsToTheServersRules() throws Exception {
    Path folder = TARGET.resolve("account-table");
    PrivateFile.deleteTree(folder);
    DatabasePrograms programs = DatabasePrograms.unpackInto(TARGET.resolve("database-programs"));
    try (EmbeddedDatabase database =
        new EmbeddedDatabase(programs, folder, FreePort.choose(), random)) {
      database.start();
      try (Connection connection = database.connect()) {
        AccountTable accounts = new AccountTable(connection, random);
        String empty = refusal(() -> accounts.add(name("Ada"), GOOD, POLICY));
        assertTrue(empty.contains("sql/V001__accounts.sql"), empty);
        Schema.bringUpToDate(connection, Schema.WhenBehind.APPLY);

        accounts.add(name("Ada"), GOOD, POLICY);
        assertTrue(matches(connection, "ada", "four words über table"));

        for (String taken : new String[] {"Ada", "ADA", "аԁа"}) {
          String message = refusal(() -> accounts.add(name(taken), GOOD, POLICY));
          assertTrue(message.contains("There is an account already"), message);
        }
        for (String weak : new String[] {"tiny one", "passwordpasswordpassword", "x".repeat(73)}) {
          NewPassword password = new NewPassword(new Password(weak));
          String message = refusal(() -> accounts.add(name("Bob"), password, POLICY));
          assertFalse(message.contains(weak), message);
        }
        assertTrue(accounts.contains(name("ADA")));
        assertFalse(accounts.contains(name("Bob")));
        echoIsMadeOnceAndNeverTakenOver(database, folder);
        invitationIsKnownByItsHashAndEnds(connection);
        peopleAreDisabledAndEnabledByName(database);
      }
    }
    PrivateFile.deleteTree(folder);
  }

  private void echoIsMadeOnceAndNeverTakenOver(EmbeddedDatabase database, Path folder)
      throws Exception {
    DatabaseAddress address =
        new DatabaseAddress(database.jdbcUrl(), database.user(), database.password());
    Optional<String> made = EchoAccount.prepare(address, folder.resolve("echo"), random);
    assertTrue(made.isPresent());
    assertEquals(made, EchoAccount.prepare(address, folder.resolve("echo"), random));
    assertEquals(
        Optional.empty(), EchoAccount.prepare(address, folder.resolve("somebody else"), random));
    try (Connection connection = database.connect()) {
      assertTrue(matches(connection, "echo", made.get()));
    }
  }

  private void invitationIsKnownByItsHashAndEnds(Connection connection) throws Exception {
    InvitationCode code = InvitationCode.random(random);
    InvitationNewCommand.insert(connection, code, 3);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT TIMESTAMPDIFF(DAY, created_at, expires_at) FROM invitation"
                + " WHERE code_hash = ? AND used_at IS NULL")) {
      select.setBytes(1, code.hash().toArray());
      ResultSet rows = select.executeQuery();
      assertTrue(rows.next());
      assertEquals(3, rows.getInt(1));
    }
  }

  private static void peopleAreDisabledAndEnabledByName(EmbeddedDatabase database)
      throws Exception {
    AccountSwitch accounts =
        new AccountSwitch(
            new DatabaseAddress(database.jdbcUrl(), database.user(), database.password()));
    assertEquals("Ada is enabled already.", refusal(() -> accounts.enable("Ada")));
    assertEquals(name("ADA"), accounts.disable("ADA"));
    assertEquals("ada is disabled already.", refusal(() -> accounts.disable("ada")));
    assertEquals(name("Ada"), accounts.enable("Ada"));
    for (String nobody : new String[] {"Bob", "not\u0007a name"}) {
      String message = refusal(() -> accounts.disable(nobody));
      assertTrue(message.contains("no account of this name"), message);
    }
    AccountSwitch elsewhere =
        new AccountSwitch(new DatabaseAddress(database.jdbcUrl(), database.user(), "wrong"));
    String message = refusal(() -> elsewhere.disable("Ada"));
    assertTrue(message.contains("refuses the user or the password"), message);
  }

  private boolean matches(Connection connection, String key, String password) throws Exception {
    try (ResultSet rows =
        connection
            .createStatement()
            .executeQuery("SELECT password_hash FROM account WHERE name_key = '" + key + "'")) {
      assertTrue(rows.next());
      Passphrase.Check check = Passphrase.check(new Password(password));
      return new Bcrypt(random)
          .matches(
              ((Passphrase.Check.Usable) check).passphrase(), new PasswordHash(rows.getString(1)));
    }
  }

  private static Username name(String text) {
    return Username.find(text).orElseThrow();
  }

  private static String refusal(org.junit.jupiter.api.function.Executable action) {
    String message = String.valueOf(assertThrows(StartException.class, action).getMessage());
    assertEquals(1, message.lines().count());
    return message;
  }
}
