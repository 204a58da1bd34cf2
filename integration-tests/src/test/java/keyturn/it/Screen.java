package keyturn.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An X server that draws into memory, for windows of the real toolkit. */
final class Screen implements AutoCloseable {
  private static final List<String> FOLDERS =
      List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib");

  private final Process xvfb;
  private final String display;

  private Screen(Process xvfb, String display) {
    this.xvfb = xvfb;
    this.display = display;
  }

  /** Skips the test, visibly, where there is no Xvfb or GTK; never in CI. */
  static Screen start() throws IOException {
    if (!Boolean.parseBoolean(System.getenv("CI"))) {
      boolean program =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, "Xvfb")));
      assumeTrue(program, "real windows are not tested: Xvfb is missing");
      for (String library : List.of("libgtk-3.so.0", "libXtst.so.6", "libpangoft2-1.0.so.0")) {
        boolean there = FOLDERS.stream().anyMatch(at -> Files.exists(Path.of(at, library)));
        assumeTrue(there, "real windows are not tested: " + library + " is missing");
      }
    }
    // It chooses a number that is free and says which, once it can be used.
    Process xvfb =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(xvfb::destroy, "stop-xvfb"));
    String number =
        new BufferedReader(new InputStreamReader(xvfb.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (number == null) {
      throw new IOException("Xvfb ended at once");
    }
    return new Screen(xvfb, ":" + number.strip());
  }

  /** What {@code DISPLAY} has to be. */
  String display() {
    return display;
  }

  @Override
  public void close() {
    xvfb.destroy();
  }
}
