package keyturn.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the files of Project Wycheproof (github.com/C2SP/wycheproof) against the code that Keyturn
 * ships. What a file tests is told by its {@code algorithm} and its groups' {@code type}.
 *
 * <p>{@code valid} must give the expected output, {@code invalid} must be refused; of {@code
 * acceptable} each {@link WycheproofCheck} says which of the two it must be.
 */
final class WycheproofRunner {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WycheproofRunner() {}

  /**
   * What came of a file.
   *
   * @param skipped tests of algorithms or parameters that we do not have
   * @param mismatches one line for each test that did not pass
   */
  record Result(String file, int run, int passed, int skipped, List<String> mismatches) {
    @Override
    public String toString() {
      return "%s: run %d, passed %d, skipped %d".formatted(file, run, passed, skipped);
    }
  }

  /** The JSON files of {@code folder} by name; none if there is no such folder. */
  static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return files;
  }

  static Result run(Path file) {
    String name = file.getFileName().toString();
    JsonNode document;
    try {
      document = JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String algorithm = document.path("algorithm").asText("");
    int run = 0;
    int skipped = 0;
    List<String> mismatches = new ArrayList<>();
    for (JsonNode group : document.path("testGroups")) {
      Optional<WycheproofCheck> check = WycheproofCheck.of(algorithm, group);
      if (check.isEmpty()) {
        skipped += group.path("tests").size();
        continue;
      }
      for (JsonNode test : group.path("tests")) {
        run++;
        mismatch(check.get(), new Vector(group, test))
            .ifPresent(what -> mismatches.add(name + " tcId " + test.path("tcId") + ": " + what));
      }
    }
    return new Result(name, run, run - mismatches.size(), skipped, List.copyOf(mismatches));
  }

  private static Optional<String> mismatch(WycheproofCheck check, Vector vector) {
    try {
      String result = vector.text("result");
      WycheproofCheck.Outcome expected =
          switch (result) {
            case "valid" -> WycheproofCheck.Outcome.AS_EXPECTED;
            case "invalid" -> WycheproofCheck.Outcome.REFUSED;
            case "acceptable" -> check.ofAcceptable(vector);
            default -> throw new IllegalStateException("unknown result " + result);
          };
      WycheproofCheck.Outcome actual = check.outcome(vector);
      return actual == expected
          ? Optional.empty()
          : Optional.of("%s: %s instead of %s".formatted(result, actual, expected));
    } catch (RuntimeException e) {
      // Whatever it is, the report must name the test.
      return Optional.of("threw " + e);
    }
  }

  /** One test; a field that is missing is an error of the file, never a refusal of ours. */
  record Vector(JsonNode group, JsonNode test) {
    boolean has(String field) {
      return test.hasNonNull(field);
    }

    String text(String field) {
      JsonNode value = test.get(field);
      if (value == null) {
        throw new IllegalStateException("tcId " + test.path("tcId") + " has no " + field);
      }
      return value.asText();
    }

    Bytes bytes(String field) {
      return Bytes.ofHex(text(field));
    }

    byte[] array(String field) {
      return bytes(field).toArray();
    }

    SecretBytes secret(String field) {
      return SecretBytes.adopt(array(field));
    }

    int number(String field) {
      return Integer.parseInt(text(field));
    }

    int groupNumber(String field) {
      return group.path(field).asInt(-1);
    }
  }

  /** DER of the group's public key; older files call it {@code keyDer}. */
  static Bytes publicKeyDer(JsonNode group) {
    return Bytes.ofHex(group.path("publicKeyDer").asText(group.path("keyDer").asText()));
  }
}
