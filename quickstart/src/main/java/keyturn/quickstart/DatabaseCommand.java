package keyturn.quickstart;

import java.util.ArrayList;
import java.util.List;

/** The beginning that every command line of the database server shares. */
final class DatabaseCommand {
  private DatabaseCommand() {}

  static List<String> of(DatabasePrograms programs, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                programs.server().toString(), "--no-defaults", "--basedir=" + programs.folder()));
    if ("root".equals(System.getProperty("user.name"))) {
      // MariaDB refuses to run as root unless told so.
      command.add("--user=root");
    }
    command.addAll(List.of(options));
    return command;
  }
}
