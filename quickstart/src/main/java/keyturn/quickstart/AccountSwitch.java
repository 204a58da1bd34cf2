package keyturn.quickstart;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;
import keyturn.server.StoreException;
import keyturn.server.account.Username;
import keyturn.server.persistence.SqlAccountAccess;
import keyturn.server.persistence.SqlAccountAccess.Outcome;
import keyturn.server.schema.Schema;
import keyturn.server.schema.SchemaException;

/** Disables and enables accounts by the names that administrators type. */
final class AccountSwitch {
  private static final String UNKNOWN = "There is no account of this name: nothing was changed.";

  private final DatabaseAddress database;

  AccountSwitch(DatabaseAddress database) {
    this.database = database;
  }

  /**
   * Gives whom it put out.
   *
   * @throws StartException if nobody has this name, or is disabled already, or the database cannot
   *     be used; nothing was changed
   */
  Username disable(String name) throws StartException {
    return change(name, SqlAccountAccess::disable, "disabled");
  }

  /** As {@link #disable}, the other way round. */
  Username enable(String name) throws StartException {
    return change(name, SqlAccountAccess::enable, "enabled");
  }

  private Username change(
      String name, BiFunction<SqlAccountAccess, Username, Outcome> change, String state)
      throws StartException {
    requireTables();
    Username username = Username.find(name).orElseThrow(() -> new StartException(UNKNOWN));
    Outcome outcome;
    try {
      outcome = change.apply(new SqlAccountAccess(database.dataSource()), username);
    } catch (StoreException e) {
      throw new StartException("The database did not take the change: " + e.getMessage() + ".", e);
    }
    return switch (outcome) {
      case CHANGED -> username;
      case UNCHANGED -> throw new StartException(username.text() + " is " + state + " already.");
      case UNKNOWN_NAME -> throw new StartException(UNKNOWN);
    };
  }

  private void requireTables() throws StartException {
    try (Connection connection = database.connect()) {
      Schema.bringUpToDate(connection, Schema.WhenBehind.REFUSE);
    } catch (SchemaException e) {
      throw new StartException("The database is not ready: " + e.getMessage() + ".", e);
    } catch (SQLException e) {
      throw new StartException("The database closed the connection: try again.", e);
    }
  }
}
