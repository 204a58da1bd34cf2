package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who changes accounts as administrators do: with the real program, by its command line. */
final class Administrator {
  private final TestDatabase database;
  private final Path folder;

  Administrator(TestDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
  }

  /** With the password that everybody here has. */
  void add(String name) throws IOException, InterruptedException {
    Path password = Files.writeString(folder.resolve("password"), Person.PASSWORD + "\n");
    account("add", name, "--password-file", password.toString());
  }

  void disable(String name) throws IOException, InterruptedException {
    account("disable", name);
  }

  void enable(String name) throws IOException, InterruptedException {
    account("enable", name);
  }

  private void account(String what, String name, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "keyturn.quickstart.Keyturn",
                "account",
                what,
                name,
                "--database",
                database.jdbcUrl()
                    + "&user="
                    + database.user()
                    + "&password="
                    + database.password()));
    command.addAll(List.of(options));
    Path output = folder.resolve("account-" + what + ".txt");
    Process program =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(
        program.waitFor(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS), "account " + what + " ends");
    assertEquals(0, program.exitValue(), "account " + what + ": " + Files.readString(output));
  }
}
