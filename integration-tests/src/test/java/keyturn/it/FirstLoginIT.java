package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.account.Account;
import keyturn.server.account.Creation;
import keyturn.server.account.PasswordHash;
import keyturn.server.account.Username;
import keyturn.server.persistence.JpaAccountStore;
import keyturn.server.websocket.FrontDoor;
import keyturn.server.wiring.KeyturnDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A closed network, where a first sign-in makes the account; and a look inside the container. */
@ExtendWith(ArquillianExtension.class)
class FirstLoginIT {
  @Inject private @Nullable JpaAccountStore accounts;

  @Inject private @Nullable FrontDoor door;

  @Resource(lookup = KeyturnDatabase.JNDI_NAME)
  private @Nullable DataSource database;

  @Deployment
  static WebArchive war() {
    return Deployments.keyturn(Map.of("keyturn.registration", "first-login"));
  }

  @Test
  @RunAsClient
  void firstSignInMakesTheAccountAndTheNextNeedsItsPassword() throws InterruptedException {
    Deployments.server().awaitReady();
    String name = Names.fresh("ada");
    try (RawClient first = RawClient.connect(Deployments.server());
        RawClient second = RawClient.connect(Deployments.server())) {
      first.send(SigningIn.signIn(name, Person.PASSWORD));
      assertEquals(name, first.signedIn().username());
      second.send(SigningIn.signIn(name, Person.PASSWORD + " another"));
      assertEquals(
          Reason.SIGN_IN_REFUSED, second.inbox().await(ServerMessage.SignInRefused.class).reason());
      second.send(SigningIn.signIn(name, Person.PASSWORD));
      assertEquals(first.signedIn().user(), second.signedIn().user());
    }
  }

  /** In the container. */
  @Test
  void whatAnotherNodeWroteIsSeenAtOnce() throws SQLException, InterruptedException {
    awaitOpen();
    JpaAccountStore store = Objects.requireNonNull(accounts);
    Username name = Username.find("insider").orElseThrow();
    Creation.Created created =
        (Creation.Created) store.create(name, new PasswordHash("first"), Instant.EPOCH);
    assertEquals("first", hash(store, created));
    try (Connection connection = Objects.requireNonNull(database).getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE account SET password_hash = ? WHERE id = ?")) {
      update.setString(1, "second");
      update.setLong(2, created.user().value());
      assertEquals(1, update.executeUpdate());
    }
    assertEquals("second", hash(store, created));
  }

  /** The server starts on its own thread, with the schema first. */
  private void awaitOpen() throws InterruptedException {
    for (int tries = 0; !Objects.requireNonNull(door).isOpen(); tries++) {
      assertTrue(tries < 900, "the server does not open");
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static String hash(JpaAccountStore store, Creation.Created created) {
    return store.find(created.user()).map(Account::passwordHash).orElseThrow().value();
  }
}
