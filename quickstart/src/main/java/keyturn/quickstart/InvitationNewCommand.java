package keyturn.quickstart;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import keyturn.server.account.InvitationCode;
import keyturn.server.schema.Schema;
import keyturn.server.schema.SchemaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./keyturn invitation new}: a code that lets one person register. */
@Command(
    name = "new",
    description = "Write an invitation into a server's database and print its code.",
    mixinStandardHelpOptions = true)
final class InvitationNewCommand implements Callable<Integer> {
  private static final int MAX_DAYS = 365;
  private static final String INSERT =
      "INSERT INTO invitation (code_hash, created_at, expires_at)"
          + " VALUES (?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL ? DAY)";

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "How long it can be used, once (default: ${DEFAULT-VALUE}).")
  private int days;

  @Override
  public Integer call() throws StartException {
    if (days < 1 || days > MAX_DAYS) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--days is a number from 1 to " + MAX_DAYS + "; it was " + days);
    }
    DatabaseAddress address = database.address();
    InvitationCode code = InvitationCode.random(new SecureRandom());
    try (Connection connection = address.connect()) {
      Schema.bringUpToDate(connection, Schema.WhenBehind.REFUSE);
      insert(connection, code, days);
    } catch (SchemaException e) {
      throw new StartException("The database is not ready: " + e.getMessage() + ".", e);
    } catch (SQLException e) {
      throw new StartException("The database did not take the invitation: try again.", e);
    }
    System.out.println(code.text());
    return 0;
  }

  /** The code itself is stored nowhere. */
  static void insert(Connection connection, InvitationCode code, int days) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setBytes(1, code.hash().toArray());
      insert.setInt(2, days);
      insert.executeUpdate();
    }
  }
}
