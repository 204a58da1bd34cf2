package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UpCommandTest {
  private static final Installation CLONE = new Installation(Path.of("/clone"));

  @Test
  void defaultsAreThoseOfTheReadme() throws Exception {
    assertEquals(
        new UpOptions(
            8443,
            Path.of("/clone/.keyturn").toAbsolutePath(),
            Optional.empty(),
            UpOptions.Choice.ON,
            UpOptions.Choice.OFF,
            UpOptions.Choice.ON),
        parse());
  }

  @Test
  void everyOptionIsTaken() throws Exception {
    assertEquals(
        new UpOptions(
            9000,
            Path.of("x y"),
            Optional.of(new DatabaseAddress("jdbc:mysql://db/chat", "u", "")),
            UpOptions.Choice.OFF,
            UpOptions.Choice.ON,
            UpOptions.Choice.OFF),
        parse(
            "--port",
            "9000",
            "--data",
            "x y",
            "--database=jdbc:mysql://db/chat?user=u&password=",
            "--no-client",
            "--compatibility-suites",
            "--no-echo"));
  }

  @Test
  void portZeroIsAnyFreePort() throws Exception {
    assertTrue(parse("--port", "0").port() > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"up --port x", "up --port 65536", "up --port -1", "up --bogus", "up more", "down"})
  void wrongUsageEndsWithTwo(String line) {
    StringWriter error = new StringWriter();
    CommandLine command = Keyturn.commandLine().setErr(new PrintWriter(error));
    assertEquals(2, command.execute(line.split(" ")));
    assertTrue(!error.toString().isBlank());
  }

  private static UpOptions parse(String... arguments) throws Exception {
    UpCommand command = new UpCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.options(CLONE);
  }
}
