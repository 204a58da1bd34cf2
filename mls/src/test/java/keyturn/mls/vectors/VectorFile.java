package keyturn.mls.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.suite.Suite;

/**
 * Runs one file of the working group's test vectors (mlswg/mls-implementations, test-vectors.md),
 * which lie beside the project or in {@code -Dvectors.dir=DIR}, in {@code DIR/mls}. A file that is
 * missing or empty is skipped, and the report says so.
 */
public final class VectorFile {
  private VectorFile() {}

  /** Checks one case; an exception or a failed assertion is a failure. */
  public interface Check {
    void run(JsonNode vector) throws Exception;
  }

  /** As {@link Check}, for cases with a suite, of which we have only some. */
  public interface SuiteCheck {
    void run(Suite suite, JsonNode vector) throws Exception;
  }

  public static void run(String name, Check check) {
    runAll(
        name,
        vector -> {
          check.run(vector);
          return true;
        });
  }

  public static void runBySuite(String name, SuiteCheck check) {
    runAll(
        name,
        vector -> {
          Optional<Suite> suite = Suite.ofCode(vector.get("cipher_suite").intValue());
          if (suite.isEmpty()) {
            return false;
          }
          check.run(suite.get(), vector);
          return true;
        });
  }

  /** The file names in the folder that begin with {@code prefix}. */
  public static List<String> names(String prefix) {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (var files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Ran {
    boolean run(JsonNode vector) throws Exception;
  }

  private static void runAll(String name, Ran ran) {
    JsonNode cases = read(name);
    int passed = 0;
    int skipped = 0;
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      try {
        if (ran.run(cases.get(i))) {
          passed++;
        } else {
          skipped++;
        }
      } catch (Exception | AssertionError e) {
        failures.add("case " + i + ": " + e + " at " + e.getStackTrace()[0]);
      }
    }
    System.out.printf(
        "[mls vectors] %s: %d cases, %d run, %d passed, %d failed, %d skipped by suite%n",
        name, cases.size(), passed + failures.size(), passed, failures.size(), skipped);
    assertEquals(List.of(), failures.stream().limit(5).toList(), name);
  }

  private static JsonNode read(String name) {
    Path file = folder().resolve(name);
    boolean present = Files.isRegularFile(file);
    if (!present) {
      System.out.printf("[mls vectors] %s: not in %s, skipped%n", name, folder());
    }
    assumeTrue(present, name + " is not there");
    try {
      JsonNode cases = new ObjectMapper().readTree(file.toFile());
      if (cases.isEmpty()) {
        System.out.printf("[mls vectors] %s: empty, skipped%n", name);
      }
      assumeTrue(!cases.isEmpty(), name + " is empty");
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    return Path.of(System.getProperty("vectors.dir", "../../shared/vectors"), "mls");
  }

  public static Bytes bytes(JsonNode vector, String name) {
    return Bytes.ofHex(vector.get(name).textValue());
  }

  public static SecretBytes secret(JsonNode vector, String name) {
    return SecretBytes.adopt(bytes(vector, name).toArray());
  }

  public static Bytes reveal(SecretBytes secret) {
    return secret.use(Bytes::of);
  }
}
