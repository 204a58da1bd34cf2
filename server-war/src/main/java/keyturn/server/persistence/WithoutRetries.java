package keyturn.server.persistence;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Keeps EclipseLink from asking a database that does not answer three times more, five seconds
 * apart: whoever waits is to be told soon. It is named in {@code persistence.xml}.
 */
public final class WithoutRetries implements SessionCustomizer {
  @Override
  public void customize(Session session) {
    if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
      login.setQueryRetryAttemptCount(0);
    }
  }
}
