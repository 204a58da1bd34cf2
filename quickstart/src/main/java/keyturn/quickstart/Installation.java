package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the build made, found from the project's root folder.
 *
 * @param root the clone
 */
public record Installation(Path root) {

  public Installation {
    root = root.toAbsolutePath().normalize();
  }

  /** The clone that the {@code keyturn} script names in the system property keyturn.root. */
  public static Installation ofScript() {
    return new Installation(Path.of(System.getProperty("keyturn.root", ".")));
  }

  public Path payaraJar() {
    return root.resolve("quickstart/target/payara/payara-micro.jar");
  }

  public Path war() {
    return root.resolve("server-war/target/keyturn.war");
  }

  Path defaultDataFolder() {
    return root.resolve(".keyturn");
  }

  /** What {@code java -cp} needs for the desktop client; empty if it was not built. */
  Optional<String> desktopClassPath() throws IOException {
    Path target = root.resolve("desktop-client/target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    List<Path> jars;
    try (var files = Files.newDirectoryStream(target, "desktop-client-*.jar")) {
      jars = new java.util.ArrayList<>();
      files.forEach(jars::add);
    }
    String separator = System.getProperty("path.separator");
    return jars.stream().sorted().findFirst().map(jar -> jar + separator + target.resolve("lib/*"));
  }
}
