package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./keyturn up}. */
@Command(
    name = "up",
    description = "Start a server with its database on this computer, and the desktop client.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8443",
      description = "Port on this computer, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for everything the server keeps (default: .keyturn in the clone).")
  private @Nullable Path data;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "Use this MySQL: jdbc:mysql://HOST:3306/NAME. User and password from"
              + " KEYTURN_DATABASE_USER and KEYTURN_DATABASE_PASSWORD or the URL's query.")
  private @Nullable String database;

  @Option(names = "--no-client", description = "Do not open the desktop client.")
  private boolean noClient;

  @Option(
      names = "--compatibility-suites",
      description = "Offer Triple-DES and the keyed-hash stream for conversations.")
  private boolean compatibilitySuites;

  @Option(names = "--no-echo", description = "Do without Echo, the person who answers everybody.")
  private boolean noEcho;

  @Override
  public Integer call() throws IOException, StartException {
    Installation installation = Installation.ofScript();
    return new QuickStart(options(installation), installation, new Steps(System.err), System.out)
        .run();
  }

  UpOptions options(Installation installation) throws StartException, IOException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--port is a number from 1 to 65535, or 0 for any free port; it was " + port);
    }
    return new UpOptions(
        port == 0 ? FreePort.choose() : port,
        data == null ? installation.defaultDataFolder() : data,
        database == null
            ? Optional.empty()
            : Optional.of(DatabaseAddress.parse(database, System.getenv())),
        UpOptions.Choice.of(!noClient),
        UpOptions.Choice.of(compatibilitySuites),
        UpOptions.Choice.of(!noEcho));
  }
}
