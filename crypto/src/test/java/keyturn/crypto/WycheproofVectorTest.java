package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every JSON file in {@code DIR/wycheproof}, DIR being the system property {@code vectors.dir}
 * or else {@code ../shared/vectors} beside the project's root; without such files it skips. Each
 * file gives one line on standard output; a file of which nothing applies to us shows as skipped.
 *
 * <p>What tests marked "acceptable" must come to: X25519 keys that are not canonical, on the twist
 * or of low order are taken unless the secret is zero (RFC 7748 §6.1); everything else so marked,
 * such as compressed P-256 points, is refused.
 */
class WycheproofVectorTest {
  private static Path folder() {
    String directory = System.getProperty("vectors.dir", "../shared/vectors");
    return VectorFile.root().resolve(directory).resolve("wycheproof");
  }

  @TestFactory
  Stream<DynamicTest> everyFile() {
    List<Path> files = WycheproofRunner.files(folder());
    if (files.isEmpty()) {
      return Stream.of(
          DynamicTest.dynamicTest("no files", WycheproofVectorTest::skipForWantOfFiles));
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    WycheproofRunner.Result result = WycheproofRunner.run(file);
    System.out.println(result);
    assertEquals(List.of(), result.mismatches());
    assumeTrue(result.run() > 0, () -> "nothing in " + result.file() + " applies to us");
  }

  private static void skipForWantOfFiles() {
    System.out.println("no Wycheproof files in " + folder() + ": skipped");
    assumeTrue(false, "no Wycheproof files");
  }
}
