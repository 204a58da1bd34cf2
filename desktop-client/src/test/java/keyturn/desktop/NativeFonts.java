package keyturn.desktop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests of views, visibly, where JavaFX finds no native font libraries; never in CI. */
final class NativeFonts implements BeforeAllCallback {
  private static final List<String> FOLDERS =
      List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib");
  private static final List<String> LIBRARIES =
      List.of("libpangoft2-1.0.so.0", "libfontconfig.so.1");

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    boolean ci = Boolean.parseBoolean(System.getenv("CI"));
    for (String library : LIBRARIES) {
      boolean there = FOLDERS.stream().anyMatch(at -> Files.exists(Path.of(at, library)));
      assumeTrue(!linux || ci || there, "views are not tested: " + library + " is missing");
    }
  }
}
