package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import keyturn.server.account.PasswordPolicy;
import keyturn.server.account.Username;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./keyturn account add}: how a server with closed registration gets its first people. */
@Command(
    name = "add",
    description = "Write an account straight into a server's database.",
    mixinStandardHelpOptions = true)
final class AccountAddCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The new person's name.")
  private String name = "";

  @Mixin private final DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the password from the first line of FILE. Without it: asked in a terminal, else"
              + " the first line of standard input.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--min-length",
      paramLabel = "N",
      defaultValue = "15",
      description = "The server's keyturn.password.min-length (default: ${DEFAULT-VALUE}).")
  private int minLength;

  @Override
  public Integer call() throws IOException, StartException {
    Username username = username();
    PasswordPolicy policy = policy();
    DatabaseAddress address = database.address();
    NewPassword password =
        passwordFile == null
            ? NewPassword.fromTerminalOrInput(System.console(), System.in)
            : NewPassword.fromFile(passwordFile);
    try (Connection connection = address.connect()) {
      new AccountTable(connection, new SecureRandom()).add(username, password, policy);
    } catch (SQLException e) {
      throw new StartException("The database closed the connection: try again.", e);
    }
    System.err.println("Added " + username.text() + ".");
    return 0;
  }

  private Username username() {
    Username.Check check = Username.check(name);
    if (check instanceof Username.Check.NotAllowed no) {
      throw wrongUsage("This cannot be a name: " + no.problem().message() + ".");
    }
    return ((Username.Check.Allowed) check).username();
  }

  private PasswordPolicy policy() {
    try {
      return new PasswordPolicy(minLength);
    } catch (IllegalArgumentException e) {
      throw wrongUsage("--min-length is a number from 1 to 64; it was " + minLength);
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
  }
}
