package keyturn.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code vectors/} at the project's root: a {@code source:} line, then cases apart by
 * empty lines, each of lines {@code name: value}.
 */
final class VectorFile {
  private VectorFile() {}

  /** One case; its values are hex but for those asked for as text. */
  record Case(String file, Map<String, String> values) {
    String text(String name) {
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(this + " has no " + name);
      }
      return value;
    }

    Bytes bytes(String name) {
      return Bytes.ofHex(text(name));
    }

    byte[] array(String name) {
      return bytes(name).toArray();
    }

    SecretBytes secret(String name) {
      return SecretBytes.adopt(array(name));
    }

    @Override
    public String toString() {
      return file + " " + values.get("case");
    }
  }

  static Path root() {
    return Path.of(System.getProperty("keyturn.root", ".."));
  }

  static List<Case> read(String file) {
    try {
      List<Case> cases = new ArrayList<>();
      Map<String, String> values = new LinkedHashMap<>();
      for (String line : Files.readAllLines(root().resolve("vectors").resolve(file))) {
        if (line.isEmpty()) {
          addTo(cases, file, values);
          values = new LinkedHashMap<>();
        } else {
          int colon = line.indexOf(':');
          values.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      }
      addTo(cases, file, values);
      if (cases.isEmpty()) {
        throw new IllegalArgumentException(file + " has no cases");
      }
      return List.copyOf(cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addTo(List<Case> cases, String file, Map<String, String> values) {
    if (values.containsKey("case")) {
      cases.add(new Case(file, Map.copyOf(values)));
    }
  }
}
