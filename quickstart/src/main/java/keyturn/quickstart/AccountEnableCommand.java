package keyturn.quickstart;

import java.util.concurrent.Callable;
import keyturn.server.account.Username;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./keyturn account enable}: takes back {@code account disable}. */
@Command(
    name = "enable",
    description = "Take a disabled person back, with the password as it was and new keys.",
    mixinStandardHelpOptions = true)
final class AccountEnableCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The person's name.")
  private String name = "";

  @Mixin private final DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() throws StartException {
    Username username = new AccountSwitch(database.address()).enable(name);
    System.err.println("Enabled " + username.text() + ". Every device signs in with the password.");
    return 0;
  }
}
