package keyturn.server.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells an administrator why the database cannot be used, each reason once. What the driver says is
 * not repeated: it may quote values.
 */
public final class DatabaseTrouble {
  private static final Logger LOG = System.getLogger(DatabaseTrouble.class.getName());
  private static final int NO_RIGHT_TO_DATABASE = 1044;
  private static final int WRONG_PASSWORD = 1045;
  private static final int UNKNOWN_DATABASE = 1049;
  private static final int NO_RIGHT_TO_TABLE = 1142;

  private final int retrySeconds;
  private String told = "";

  /**
   * @param retrySeconds how soon whoever asks tries again
   */
  public DatabaseTrouble(int retrySeconds) {
    this.retrySeconds = retrySeconds;
  }

  /** To be called for every failure. */
  public void met(Throwable failure) {
    String trouble = describe(failure);
    if (!trouble.equals(told)) {
      told = trouble;
      LOG.log(Level.WARNING, "{0}: trying again every {1} s", trouble, retrySeconds);
    }
  }

  static String describe(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        Optional<String> refusal = refusal(sql.getErrorCode());
        if (refusal.isPresent()) {
          return "event=database-refuses reason=" + refusal.get();
        }
      }
    }
    return "event=database-away: nobody answers at keyturn.database.url";
  }

  private static Optional<String> refusal(int errorCode) {
    return switch (errorCode) {
      case WRONG_PASSWORD ->
          Optional.of(
              "wrong user or password: check keyturn.database.user and keyturn.database.password");
      case NO_RIGHT_TO_DATABASE ->
          Optional.of("keyturn.database.user has no right to the database in keyturn.database.url");
      case UNKNOWN_DATABASE -> Optional.of("there is no such database: check keyturn.database.url");
      case NO_RIGHT_TO_TABLE ->
          Optional.of(
              "keyturn.database.user lacks a right to a table (docs/operations.md, Install, step 3)");
      default -> Optional.empty();
    };
  }
}
