package keyturn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    return emptied(ROOT.resolve(name));
  }

  /** Everything below {@code from}, into the empty folder {@code to}. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(path -> !path.equals(from)).toList()) {
        if (Files.isDirectory(path) || Files.isRegularFile(path)) {
          Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  static Path emptied(Path folder) throws IOException {
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
