package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import keyturn.server.StoreException;

/**
 * Runs units of work on the database, each in a transaction of its own. One that the database
 * rolled back because it stood in another's way is run again.
 */
final class Transactions {
  private static final int ATTEMPTS = 3;
  private static final int DEADLOCK = 1213;
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DUPLICATE_KEY = 1062;

  private final DataSource database;

  Transactions(DataSource database) {
    this.database = database;
  }

  interface Work<T> {
    /** May run more than once; each time on a database without its effects. */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Runs {@code work} and commits.
   *
   * @throws StoreException if it failed; where the answer to COMMIT did not come, it may have had
   *     its effect
   */
  <T> T run(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !anotherStoodInTheWay(e)) {
          throw failure(e);
        }
      }
    }
  }

  /** Runs statements that only read; each sees what is committed when it starts. */
  <T> T read(Work<T> work) {
    try (Connection connection = open()) {
      connection.setAutoCommit(true);
      return work.on(connection);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private <T> T attempt(Work<T> work) throws SQLException {
    try (Connection connection = open()) {
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.on(connection);
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
      try {
        connection.commit();
      } catch (SQLException e) {
        throw failure(e);
      }
      connection.setAutoCommit(true);
      return result;
    }
  }

  private Connection open() throws SQLException {
    Connection connection = database.getConnection();
    if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    return connection;
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The connection is broken: the database rolls back by itself.
      reason.addSuppressed(e);
    }
  }

  private static boolean anotherStoodInTheWay(SQLException e) {
    int code = e.getErrorCode();
    return code == DEADLOCK || code == LOCK_WAIT_TIMEOUT || code == DUPLICATE_KEY;
  }

  private static StoreException failure(SQLException e) {
    return new StoreException(
        "the database failed with SQLSTATE " + e.getSQLState() + ", error " + e.getErrorCode(), e);
  }
}
