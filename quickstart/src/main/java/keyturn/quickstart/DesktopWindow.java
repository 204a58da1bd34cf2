package keyturn.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keyturn.crypto.Fingerprint;

/** The desktop client as a process of its own, already trusting the server that was started. */
final class DesktopWindow {
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("(lib[A-Za-z0-9_.+-]+\\.so[0-9.]*): cannot open shared object file");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CLOSED_BY_USER = 0;

  private final ChildProcess process;
  private volatile boolean stopped;

  private DesktopWindow(ChildProcess process) {
    this.process = process;
  }

  /** Whether this session can show windows at all. */
  static boolean hasDisplay(Map<String, String> environment) {
    return Platform.isWindows()
        || Platform.isMac()
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }

  /**
   * Opens the window; the server does not wait for it.
   *
   * @param classPath of the desktop client
   * @param folder keeps its log, vault and unpacked libraries
   */
  static DesktopWindow open(
      String classPath, Path folder, URI server, Fingerprint trusted, Steps steps)
      throws IOException {
    Path absolute = folder.toAbsolutePath();
    PrivateFile.createFolder(absolute.resolve("tmp"));
    Path log = absolute.resolve("desktop.log");
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    ChildProcess process =
        ChildProcess.start(
            command(classPath, absolute, server, trusted),
            Map.of(),
            absolute,
            log,
            record(absolute));
    DesktopWindow window = new DesktopWindow(process);
    process.whenEnded(
        exitCode -> {
          if (!window.stopped) {
            steps.say("%s", farewell(exitCode, log, logStart, server));
          }
        });
    return window;
  }

  private static List<String> command(
      String classPath, Path folder, URI server, Fingerprint trusted) {
    return List.of(
        JavaProgram.named("java").toString(),
        "-Djava.io.tmpdir=" + folder.resolve("tmp"),
        "-Djavafx.cachedir=" + folder.resolve("javafx"),
        "-XX:-UsePerfData",
        // Half the processor time until the window is there, and less memory.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-cp",
        classPath,
        "keyturn.desktop.DesktopApp",
        "--server",
        server.toString(),
        "--trust",
        trusted.toString(),
        "--home",
        folder.resolve("home").toString());
  }

  static String farewell(int exitCode, Path log, long logStart, URI server) {
    if (exitCode == CLOSED_BY_USER) {
      return "The window was closed; the server goes on. Open another: ./keyturn desktop --server "
          + server;
    }
    String wayOn =
        "The server goes on; in a terminal: ./keyturn console --user NAME --register --server "
            + server;
    try {
      Optional<String> library = missingLibrary(LogTail.after(log, logStart));
      return library
          .map(
              name ->
                  "The window cannot start, it needs the library %s (%s). %s"
                      .formatted(name, SystemPackage.of(name), wayOn))
          .orElse("The window ended (code %d): see %s. %s".formatted(exitCode, log, wayOn));
    } catch (IOException e) {
      return "The window ended (code %d). %s".formatted(exitCode, wayOn);
    }
  }

  static Optional<String> missingLibrary(String log) {
    Matcher matcher = MISSING_LIBRARY.matcher(log);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  void stop() throws IOException {
    stopped = true;
    process.stop(PATIENCE);
  }

  static boolean endLeftover(Path folder) throws IOException {
    return ChildProcess.endLeftover(record(folder.toAbsolutePath()), PATIENCE).isPresent();
  }

  private static Path record(Path folder) {
    return folder.resolve("process");
  }
}
