package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.quickstart.StartException;
import keyturn.server.account.InvitationCode;
import org.junit.jupiter.api.Test;

/** An administrator's own hand: the scripts, and then invitations. */
class SchemaIT {
  @Test
  void serverNamesTheFirstMissingScriptAndStartsWhenAllWereRunByHand()
      throws IOException, StartException, SQLException, InterruptedException {
    try (ServerProcess process =
        ServerProcess.prepare(
            "schema", Map.of("keyturn.registration", "invite", "keyturn.schema.apply", "false"))) {
      process.payara().launch();
      awaitLog(process, "sql/V001__accounts.sql");
      assertNotEquals(200, process.server().readiness());
      assertTrue(process.payara().isRunning(), "it says why, and does not vanish");
      process.payara().stop();

      runByHand(process.database());
      process.payara().start();
      assertEquals(200, process.server().readiness());
      invitationLetsOnePersonIn(process);
    }
  }

  private static void awaitLog(ServerProcess process, String text)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + 2 * Inbox.PATIENCE.toNanos();
    while (!Files.readString(process.payara().log()).contains(text)) {
      assertTrue(process.payara().isRunning(), "the server ended");
      assertTrue(System.nanoTime() < deadline, "the log does not name " + text);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static void runByHand(TestDatabase database) throws IOException, SQLException {
    List<Path> scripts;
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("keyturn.root"), "sql"))) {
      scripts = all.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    // As the mysql client sends a file: statement by statement, comments included.
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl() + "&allowMultiQueries=true",
                database.user(),
                database.password());
        Statement statement = connection.createStatement()) {
      for (Path script : scripts) {
        statement.execute(Files.readString(script));
      }
    }
  }

  private static void invitationLetsOnePersonIn(ServerProcess process) throws SQLException {
    InvitationCode code = InvitationCode.random(ServerUnderTest.RANDOM);
    try (Connection connection = process.database().connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO invitation (code_hash, created_at, expires_at) VALUES"
                    + " (?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY)")) {
      insert.setBytes(1, code.hash().toArray());
      insert.executeUpdate();
    }
    try (RawClient first = RawClient.connect(process.server());
        RawClient second = RawClient.connect(process.server())) {
      first.send(register("ada", Optional.empty()));
      assertEquals(Reason.INVITATION_REFUSED, refusal(first));
      first.send(register("ada", Optional.of(code.text())));
      first.signedIn();
      second.send(register("ben", Optional.of(code.text())));
      assertEquals(Reason.INVITATION_REFUSED, refusal(second));
    }
  }

  private static Reason refusal(RawClient client) {
    return client.inbox().await(ServerMessage.SignInRefused.class).reason();
  }

  private static ClientMessage register(String name, Optional<String> invitation) {
    return new ClientMessage.Register(
        name, new Password(Person.PASSWORD), invitation, "raw device");
  }
}
