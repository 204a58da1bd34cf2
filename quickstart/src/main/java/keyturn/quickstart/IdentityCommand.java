package keyturn.quickstart;

import picocli.CommandLine.Command;

/** {@code ./keyturn identity}: the key by which clients know a server. */
@Command(
    name = "identity",
    description = "The tunnel identity of a server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = IdentityNewCommand.class,
    mixinStandardHelpOptions = true)
final class IdentityCommand {}
