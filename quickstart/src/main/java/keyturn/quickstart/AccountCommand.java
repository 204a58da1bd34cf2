package keyturn.quickstart;

import picocli.CommandLine.Command;

/** {@code ./keyturn account}: what an administrator does to the accounts in a database. */
@Command(
    name = "account",
    description = "Accounts in a server's database.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AccountAddCommand.class,
      AccountDisableCommand.class,
      AccountEnableCommand.class
    },
    mixinStandardHelpOptions = true)
final class AccountCommand {}
