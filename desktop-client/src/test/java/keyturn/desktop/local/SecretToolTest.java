package keyturn.desktop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real keyring of its own, on a bus of its own; on no other. */
class SecretToolTest {
  private static final List<String> PROGRAMS =
      List.of("dbus-daemon", "gnome-keyring-daemon", "secret-tool");

  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path home;

  /** Skips visibly where they are missing. */
  private static void assumePrograms() {
    for (String program : PROGRAMS) {
      boolean there =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      assumeTrue(there, "no keyring to try: " + program + " is missing");
    }
  }

  private static String firstLine(Process process) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("it ended at once");
    }
    return line;
  }

  private Process start(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Map<String, String> environment(String bus) {
    return Map.of(
        "DBUS_SESSION_BUS_ADDRESS",
        bus,
        "HOME",
        home.toString(),
        "XDG_DATA_HOME",
        home.resolve("data").toString(),
        "XDG_RUNTIME_DIR",
        home.resolve("run").toString());
  }

  /** Starts nothing by itself: whoever answers on this bus was started here. */
  private Path busConfig() throws IOException {
    return Files.writeString(
        home.resolve("bus.conf"),
        """
        <busconfig>
          <type>session</type>
          <listen>unix:path=%s</listen>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
          </policy>
        </busconfig>
        """
            .formatted(home.resolve("bus")));
  }

  @Test
  void whatTheKeyringHoldsComesBackAndCanBeForgotten() throws IOException, InterruptedException {
    assumePrograms();
    Files.createDirectories(home.resolve("run"));
    Process bus =
        start(
            Map.of(), "dbus-daemon", "--nofork", "--print-address", "--config-file=" + busConfig());
    try {
      Map<String, String> environment = environment(firstLine(bus));
      Process keyring =
          start(
              environment,
              "gnome-keyring-daemon",
              "--foreground",
              "--unlock",
              "--components=secrets");
      try {
        keyring.getOutputStream().write("keyring\n".getBytes(StandardCharsets.UTF_8));
        keyring.getOutputStream().close();
        SecretTool tool = new SecretTool("Linux", SecureRandom::new, environment);
        awaitAnswer(tool);
        stores(tool);
      } finally {
        keyring.destroyForcibly();
      }
    } finally {
      bus.destroyForcibly();
    }
  }

  private static void awaitAnswer(SecretTool tool) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!tool.answers().join()) {
      assertTrue(System.nanoTime() < deadline, "the keyring does not answer");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void stores(SecretTool tool) {
    String server = "chat.example.org:8443";
    assertEquals(Optional.empty(), tool.find(server, "max").join());
    String first = tool.renew(server, "max").join().map(String::new).orElseThrow();
    assertEquals(64, first.length(), "32 bytes in hex");
    assertEquals(Optional.of(first), tool.find(server, "max").join().map(String::new));
    assertEquals(Optional.empty(), tool.find(server, "ada").join(), "somebody else's");
    String next = tool.renew(server, "max").join().map(String::new).orElseThrow();
    assertNotEquals(first, next);
    assertEquals(Optional.of(next), tool.find(server, "max").join().map(String::new));
    tool.forget(server, "max");
    assertEquals(Optional.empty(), tool.find(server, "max").join());
  }

  @Test
  void withoutABusThereIsNoKeyring() {
    SecretTool tool =
        new SecretTool(
            "Linux",
            SecureRandom::new,
            Map.of(
                "DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.resolve("nothing"), "DISPLAY", ""));
    assertFalse(tool.answers().join());
    assertEquals(Optional.empty(), tool.find("s", "max").join());
    assertEquals(Optional.empty(), tool.renew("s", "max").join());
  }

  @Test
  void onOtherSystemsThereIsNone() {
    assertFalse(new SecretTool("Windows 11", SecureRandom::new).answers().join());
  }
}
