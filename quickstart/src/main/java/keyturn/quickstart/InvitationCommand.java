package keyturn.quickstart;

import picocli.CommandLine.Command;

/** {@code ./keyturn invitation}: who may register where {@code keyturn.registration=invite}. */
@Command(
    name = "invitation",
    description = "Invitations in a server's database.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = InvitationNewCommand.class,
    mixinStandardHelpOptions = true)
final class InvitationCommand {}
