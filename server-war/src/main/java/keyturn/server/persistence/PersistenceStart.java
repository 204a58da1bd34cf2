package keyturn.server.persistence;

import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import keyturn.server.StartRefusal;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Makes EclipseLink patient at the start and impatient in service (named in {@code
 * persistence.xml}).
 *
 * <p>It connects when the WAR is deployed, and a database that starts after the server would leave
 * no application at all, for good: so the deployment waits. In service it asks a database that does
 * not answer three times more, five seconds apart: so it asks once, and who waits is told soon.
 * Outside of a container (tests) there is nothing to wait for.
 */
public final class PersistenceStart implements SessionCustomizer {
  private static final String URL = "keyturn.database.url";
  private static final int RETRY_SECONDS = 2;

  @Override
  public void customize(Session session) {
    if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
      login.setQueryRetryAttemptCount(0);
      if (login.shouldUseExternalTransactionController()) {
        awaitDatabase(login.getConnector(), session);
      }
    }
  }

  private static void awaitDatabase(Connector connector, Session session) {
    Config settings = ConfigProvider.getConfig();
    if (settings.getOptionalValue(URL, String.class).isEmpty()) {
      StartRefusal.tell(
          "configuration",
          URL + " is not set",
          StartRefusal.Then.of(
              settings.getOptionalValue(StartRefusal.EXIT_SETTING, String.class).orElse("")));
      return;
    }
    DatabaseTrouble trouble = new DatabaseTrouble(RETRY_SECONDS);
    while (!connects(connector, session, trouble)) {
      try {
        TimeUnit.SECONDS.sleep(RETRY_SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean connects(Connector connector, Session session, DatabaseTrouble trouble) {
    try {
      connector.connect(new Properties(), session).close();
      return true;
    } catch (DatabaseException | SQLException e) {
      trouble.met(e);
      return false;
    }
  }
}
