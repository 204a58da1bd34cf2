package keyturn.quickstart;

import java.nio.file.Path;

/** Programs of the JDK that runs this one. */
final class JavaProgram {
  private JavaProgram() {}

  /** Absolute path of {@code name}, for example {@code java} or {@code keytool}. */
  static Path named(String name) {
    return Path.of(
        System.getProperty("java.home"), "bin", Platform.isWindows() ? name + ".exe" : name);
  }
}
