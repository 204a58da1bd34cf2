package keyturn.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of {@code name: value} lines in the project's {@code vectors} folder. */
public final class VectorFile {
  private VectorFile() {}

  public static Path root() {
    return Path.of(System.getProperty("keyturn.root", ".."));
  }

  /** Every file of one folder below {@code vectors}. */
  public static List<Path> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root().resolve("vectors").resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".txt"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  public static Map<String, String> read(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(':');
      if (values.put(line.substring(0, colon), line.substring(colon + 1).strip()) != null) {
        throw new IllegalArgumentException(file + " says twice " + line.substring(0, colon));
      }
    }
    return values;
  }
}
