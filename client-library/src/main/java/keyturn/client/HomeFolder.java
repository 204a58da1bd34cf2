package keyturn.client;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where clients keep vaults and known servers unless told otherwise. */
public final class HomeFolder {
  private HomeFolder() {}

  /**
   * The place that the system's own rules name for a program's data.
   *
   * @param environment of the process
   * @param osName {@code os.name}
   * @param userHome {@code user.home}
   */
  public static Path standard(Map<String, String> environment, String osName, String userHome) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String appData = environment.get("APPDATA");
      return appData == null ? Path.of(userHome, "Keyturn") : Path.of(appData, "Keyturn");
    }
    if (os.startsWith("mac")) {
      return Path.of(userHome, "Library", "Application Support", "Keyturn");
    }
    String dataHome = environment.get("XDG_DATA_HOME");
    return dataHome == null || !Path.of(dataHome).isAbsolute()
        ? Path.of(userHome, ".local", "share", "keyturn")
        : Path.of(dataHome, "keyturn");
  }
}
