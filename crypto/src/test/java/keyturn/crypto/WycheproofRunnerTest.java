package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner must not be a test that cannot fail. Its files are made from RFC 7518 B.1. */
class WycheproofRunnerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static ObjectNode test(int id, String result, byte[] tag) {
    VectorFile.Case vector = VectorFile.read("rfc7518.txt").get(0);
    ObjectNode test = JSON.createObjectNode().put("tcId", id).put("result", result);
    test.put("key", vector.text("key")).put("iv", vector.text("iv"));
    test.put("aad", vector.text("aad")).put("msg", vector.text("plaintext"));
    return test.put("ct", vector.text("ciphertext")).put("tag", Bytes.of(tag).toHex());
  }

  private static byte[] tag(int flippedBit) {
    byte[] tag = VectorFile.read("rfc7518.txt").get(0).array("tag");
    if (flippedBit >= 0) {
      tag[flippedBit / 8] ^= (byte) (1 << flippedBit % 8);
    }
    return tag;
  }

  private static ObjectNode document(String algorithm, ObjectNode... tests) {
    ObjectNode document = JSON.createObjectNode().put("algorithm", algorithm);
    ObjectNode group = document.putArray("testGroups").addObject();
    group.put("type", "AeadTest").put("keySize", 256).put("ivSize", 128).put("tagSize", 128);
    ArrayNode all = group.putArray("tests");
    for (ObjectNode test : tests) {
      all.add(test);
    }
    return document;
  }

  private WycheproofRunner.Result run(ObjectNode document) throws IOException {
    Path file = folder.resolve("made_up_test.json");
    Files.write(file, JSON.writeValueAsBytes(document));
    return WycheproofRunner.run(file);
  }

  @Test
  void countsWhatPasses() throws IOException {
    WycheproofRunner.Result result =
        run(document("A128CBC-HS256", test(1, "valid", tag(-1)), test(2, "invalid", tag(0))));

    assertEquals("made_up_test.json: run 2, passed 2, skipped 0", result.toString());
    assertEquals(List.of(), result.mismatches());
  }

  @Test
  void oneFlippedTagBitFails() throws IOException {
    for (int bit : new int[] {0, 64, 127}) {
      WycheproofRunner.Result result =
          run(document("A128CBC-HS256", test(1, "valid", tag(-1)), test(7, "valid", tag(bit))));

      assertEquals("made_up_test.json: run 2, passed 1, skipped 0", result.toString());
      assertEquals(1, result.mismatches().size());
      assertTrue(result.mismatches().get(0).contains("tcId 7"));
    }
  }

  @Test
  void openingWhatIsInvalidFails() throws IOException {
    WycheproofRunner.Result result = run(document("A128CBC-HS256", test(3, "invalid", tag(-1))));

    assertEquals(0, result.passed());
    assertTrue(result.mismatches().get(0).contains("tcId 3"));
  }

  @Test
  void unknownAlgorithmIsSkippedNotPassed() throws IOException {
    WycheproofRunner.Result result = run(document("A512CBC-HS1024", test(1, "valid", tag(-1))));

    assertEquals("made_up_test.json: run 0, passed 0, skipped 1", result.toString());
  }

  @Test
  void parametersThatWeDoNotHaveAreSkipped() throws IOException {
    ObjectNode document = document("A128CBC-HS256", test(1, "valid", tag(-1)));
    ((ObjectNode) document.get("testGroups").get(0)).put("tagSize", 96);

    assertEquals("made_up_test.json: run 0, passed 0, skipped 1", run(document).toString());
  }

  @Test
  void testWithoutAFieldFails() throws IOException {
    ObjectNode broken = test(4, "invalid", tag(0));
    broken.remove("aad");

    assertTrue(run(document("A128CBC-HS256", broken)).mismatches().get(0).contains("tcId 4"));
  }

  @Test
  void testWithAnUnknownResultFails() throws IOException {
    WycheproofRunner.Result result = run(document("A128CBC-HS256", test(5, "perhaps", tag(-1))));

    assertTrue(result.mismatches().get(0).contains("tcId 5"));
  }

  @Test
  void noFolderIsNoFiles() {
    assertEquals(List.of(), WycheproofRunner.files(folder.resolve("missing")));
  }
}
