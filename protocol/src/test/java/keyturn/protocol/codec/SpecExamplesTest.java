package keyturn.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keyturn.protocol.VectorFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/spec/messages.md, taken apart by hand, are the bytes of the vectors. */
class SpecExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```hex (client|server) ([a-z-]+)\n(.*?)```", Pattern.DOTALL);

  static List<MatchResult> examples() throws IOException {
    Path page = VectorFile.root().resolve("docs/spec/messages.md");
    return EXAMPLE.matcher(Files.readString(page)).results().collect(Collectors.toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsTheVector(MatchResult example) throws IOException {
    Path file = VectorFile.root().resolve("vectors/messages").resolve(example.group(1) + ".txt");
    Map<String, String> vectors = VectorFile.read(file);
    String hex =
        example
            .group(3)
            .lines()
            .map(line -> line.split(" {2,}", 2)[0].replace(" ", ""))
            .collect(Collectors.joining());

    assertEquals(vectors.get(example.group(2)), hex);
  }
}
