package keyturn.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleAppTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--user ada",
        "--server localhost:8443",
        "--server http://localhost --user ada --password-file p",
        "--server localhost:8443 --user ada --password-file p --tunnel X25519",
        "--server localhost:8443 --user ada --password-file p --tunnel X25519:KEYED_HASH_HS256",
        "--server localhost:8443 --user ada --password-file p --trust SHA256:short",
        "--server localhost:8443 --user ada --password-file p --unknown",
      })
  void wrongUsageSaysSoAndEndsWithTwo(String line) {
    assertEquals(ExitCode.WRONG_USAGE, run(line.split(" ")));
    assertTrue(err.size() > 0);
  }

  @Test
  void withoutTerminalNothingIsAsked() {
    assertEquals(ExitCode.WRONG_USAGE, run("--server", "localhost:8443", "--user", "ada"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("--password-file"));
  }

  @Test
  void wrongUsageIsAnEventToo() {
    run("--json", "--user", "ada");
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .startsWith("{\"event\":\"error\",\"reason\":\"wrong-usage\""));
  }

  private ExitCode run(String... args) {
    return ConsoleApp.run(
        args,
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }
}
