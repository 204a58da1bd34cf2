package keyturn.quickstart;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The commands of the {@code keyturn} script that concern a server. */
@Command(
    name = "keyturn",
    description = "Keyturn, the chat that an organisation runs itself.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      AccountCommand.class,
      InvitationCommand.class,
      IdentityCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Keyturn {
  /** What was asked for cannot be done; the reason stands on standard error. */
  static final int FAILED = 1;

  private Keyturn() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Keyturn())
        .setExecutionExceptionHandler(explaining())
        .setUsageHelpAutoWidth(true);
  }

  private static IExecutionExceptionHandler explaining() {
    return (exception, command, parsed) -> {
      if (exception instanceof StartException) {
        System.err.println("keyturn: " + exception.getMessage());
        return FAILED;
      }
      throw exception;
    };
  }
}
