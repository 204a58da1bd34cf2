package keyturn.desktop.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import keyturn.desktop.look.Theme;

/**
 * Whether this desktop is dark, asked with the command each system has for it: JavaFX 21 does not
 * know.
 */
public final class DesktopTheme {
  private static final int ANSWER_SECONDS = 3;
  private static final int MAX_ANSWER_BYTES = 4096;

  private DesktopTheme() {}

  /** What can be known at once, without asking anybody. */
  public static Theme fromEnvironment(Map<String, String> environment) {
    String gtk = environment.getOrDefault("GTK_THEME", "").toLowerCase(Locale.ROOT);
    return gtk.endsWith("dark") ? Theme.DARK : Theme.LIGHT;
  }

  /** Empty if this desktop does not say. Blocks, three seconds at most. */
  public static Optional<Theme> ask(String osName) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      // The key does not exist in light mode.
      return Optional.of(
          answer(List.of("defaults", "read", "-g", "AppleInterfaceStyle"))
              .filter(text -> text.contains("dark"))
              .map(text -> Theme.DARK)
              .orElse(Theme.LIGHT));
    }
    if (os.startsWith("windows")) {
      return answer(
              List.of(
                  "reg",
                  "query",
                  "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                  "/v",
                  "AppsUseLightTheme"))
          .map(text -> text.contains("0x0") ? Theme.DARK : Theme.LIGHT);
    }
    return answer(List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"))
        .map(text -> text.contains("dark") ? Theme.DARK : Theme.LIGHT);
  }

  private static Optional<String> answer(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return Optional.empty();
        }
        byte[] text = process.getInputStream().readNBytes(MAX_ANSWER_BYTES);
        return Optional.of(new String(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
