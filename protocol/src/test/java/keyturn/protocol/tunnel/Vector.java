package keyturn.protocol.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;

/** A vector file of {@code name: value} lines. */
record Vector(Map<String, String> values) {
  static Vector read(String name) throws IOException {
    Path file = Path.of(System.getProperty("keyturn.root"), "vectors", "tunnel", name);
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new Vector(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new NoSuchElementException(name);
    }
    return value;
  }

  Bytes bytes(String name) {
    return Bytes.ofHex(text(name));
  }

  SecretBytes secret(String name) {
    return SecretBytes.adopt(bytes(name).toArray());
  }
}
