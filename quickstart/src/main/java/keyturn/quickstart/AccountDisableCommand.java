package keyturn.quickstart;

import java.util.concurrent.Callable;
import keyturn.server.account.Username;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./keyturn account disable}: puts a person out, while the server runs or not. */
@Command(
    name = "disable",
    description =
        "Put a person out: sessions end, sign-in is refused, the keys of all conversations turn.",
    mixinStandardHelpOptions = true)
final class AccountDisableCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The person's name.")
  private String name = "";

  @Mixin private final DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() throws StartException {
    Username username = new AccountSwitch(database.address()).disable(name);
    System.err.println("Disabled " + username.text() + ". Sessions end within a second.");
    return 0;
  }
}
