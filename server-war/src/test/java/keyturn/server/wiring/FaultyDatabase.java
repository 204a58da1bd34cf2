package keyturn.server.wiring;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A real database behind a link that can be cut in the worst moments, and a clock that can jump.
 */
final class FaultyDatabase implements DataSource {
  private final AtomicInteger commitAnswersToLose = new AtomicInteger();
  private volatile Optional<DataSource> database = Optional.empty();
  private volatile boolean away;
  private volatile boolean awayAfterLostCommit;
  private volatile CountDownLatch frozen = new CountDownLatch(0);
  private volatile long aheadSeconds;

  void leadTo(DataSource real) {
    database = Optional.of(real);
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
    frozen.countDown();
  }

  /** From now on nobody gets a connection, nor an answer. */
  void freeze() {
    frozen = new CountDownLatch(1);
  }

  /** The next transaction is committed, and the link breaks before its answer. */
  void loseNextCommitAnswer() {
    commitAnswersToLose.set(1);
  }

  void loseNextCommitAnswerAndGoAway() {
    awayAfterLostCommit = true;
    loseNextCommitAnswer();
  }

  void jumpAhead(long seconds) {
    aheadSeconds = seconds;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      frozen.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
    if (away) {
      throw new SQLNonTransientConnectionException("away", "08001");
    }
    Connection real = database.orElseThrow().getConnection();
    if (aheadSeconds != 0) {
      try (Statement statement = real.createStatement()) {
        statement.execute("SET timestamp = UNIX_TIMESTAMP(SYSDATE()) + " + aheadSeconds);
      }
    }
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(real, arguments);
                if (method.getName().equals("commit")
                    && commitAnswersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                  away = awayAfterLostCommit;
                  throw new SQLNonTransientConnectionException("link broke", "08007");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
