package keyturn.quickstart;

import picocli.CommandLine.Option;

/** {@code --database}, for the commands that write into a server's database. */
final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "URL",
      required = true,
      description =
          "The server's MySQL: jdbc:mysql://HOST:3306/NAME. User and password from"
              + " KEYTURN_DATABASE_USER and KEYTURN_DATABASE_PASSWORD or the URL's query.")
  private String url = "";

  DatabaseAddress address() throws StartException {
    return DatabaseAddress.parse(url, System.getenv());
  }
}
