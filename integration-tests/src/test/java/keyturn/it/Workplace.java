package keyturn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders below {@code target/} for what a test unpacks and writes. */
final class Workplace {
  private static final Path ROOT = Path.of(System.getProperty("keyturn.it.folder"));

  private Workplace() {}

  /** Kept for the next test class: programs, which nobody changes. */
  static Path shared(String name) {
    return ROOT.resolve("shared").resolve(name);
  }

  /** Of one test class, empty: what its last run left is deleted. */
  static Path fresh(String name) throws IOException {
    Path folder = ROOT.resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return Files.createDirectories(folder);
  }
}
