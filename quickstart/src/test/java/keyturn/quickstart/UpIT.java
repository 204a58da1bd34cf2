package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The launcher as a user has it: started, killed, started again, stopped. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class UpIT {
  private static final Pattern READY =
      Pattern.compile(
          "READY wss://localhost:([0-9]+)/keyturn/chat fingerprint=SHA256:[A-Za-z0-9+/]{43}\n");
  private static final long PATIENCE_SECONDS = 240;

  private final Path folder = Path.of("target/up-it").toAbsolutePath();
  private final Path data = folder.resolve("data");
  private @Nullable Process launcher;

  @AfterEach
  void end() throws Exception {
    if (launcher != null && launcher.isAlive()) {
      launcher.destroy();
      launcher.waitFor(60, TimeUnit.SECONDS);
    }
    PayaraProcess.endLeftover(data.resolve("payara"));
    EmbeddedDatabase.endLeftover(data.resolve("database"));
  }

  @Test
  void recoversFromKillAndStopsInOrder() throws Exception {
    PrivateFile.deleteTree(folder);
    Files.createDirectories(folder);

    Matcher first = start("first");
    showsItsPage(Integer.parseInt(first.group(1)));
    assertTrue(stderr("first").contains("Fingerprint in words: "), stderr("first"));
    keepsSecretsToTheOwner();
    launcher().destroyForcibly().waitFor();

    Matcher second = start("second");
    assertEquals(fingerprint(first), fingerprint(second));
    assertTrue(stderr("second").contains("Stopped a server that a killed start"));
    assertTrue(stderr("second").contains("Stopped a database that a killed start"));

    launcher().destroy();
    assertTrue(launcher().waitFor(60, TimeUnit.SECONDS));
    assertNotEquals(0, launcher().exitValue());
    List<String> stopping =
        stderr("second").lines().filter(line -> line.contains("Stopping ")).toList();
    assertEquals(3, stopping.size(), stopping::toString);
    assertTrue(stopping.get(0).endsWith("Stopping Echo"));
    assertTrue(stopping.get(1).endsWith("Stopping Payara Micro"));
    assertTrue(stopping.get(2).endsWith("Stopping the database"));
    assertFalse(Files.exists(data.resolve("payara/process")));
    assertFalse(Files.exists(data.resolve("database/process")));
    assertEquals(1, stdout("second").lines().count(), "one line for programs, nothing else");
    PrivateFile.deleteTree(folder);
  }

  private Matcher start(String name) throws Exception {
    Path jar = Path.of(System.getProperty("keyturn.quickstart.jar"));
    launcher =
        new ProcessBuilder(
                JavaProgram.named("java").toString(),
                "-XX:-UsePerfData",
                "-Dkeyturn.root=" + System.getProperty("keyturn.root"),
                "-cp",
                jar + ":" + jar.resolveSibling("lib") + "/*",
                "keyturn.quickstart.Keyturn",
                "up",
                "--no-client",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (launcher().isAlive() && System.nanoTime() < deadline) {
      Matcher ready = READY.matcher(stdout(name));
      if (ready.matches()) {
        return ready;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not ready: " + stdout(name) + stderr(name));
  }

  private void showsItsPage(int port) throws Exception {
    TlsKeyStore tls = TlsKeyStore.in(data.resolve("keys"), new SecureRandom());
    HttpResponse<String> page =
        HttpClient.newBuilder()
            .sslContext(tls.trustingContext())
            .connectTimeout(Duration.ofSeconds(5))
            .build()
            .send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("Keyturn runs here"), page.body());
  }

  private void keepsSecretsToTheOwner() throws Exception {
    for (String secret :
        new String[] {
          "keys/tls.p12",
          "keys/tls.password",
          "keys/identity.pem",
          "database/password",
          "echo/password",
          "payara/server.properties"
        }) {
      assertEquals(
          "rw-------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(data.resolve(secret))),
          secret);
    }
  }

  private static String fingerprint(Matcher ready) {
    return ready.group().replaceAll(".*fingerprint=", "");
  }

  private Process launcher() {
    return java.util.Objects.requireNonNull(launcher);
  }

  private String stdout(String name) throws Exception {
    return Files.readString(folder.resolve(name + ".out"));
  }

  private String stderr(String name) throws Exception {
    return Files.readString(folder.resolve(name + ".err"));
  }
}
