package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeCheck;
import org.junit.jupiter.api.Test;

class TreeValidationVectorTest {
  @Test
  void treesResolveHashAndVerifyAsOfficially() {
    VectorFile.runBySuite("tree-validation.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) throws MlsException {
    RatchetTree tree =
        Reader.decode(bytes(vector, "tree"), r -> RatchetTree.read(suite, r, Limits.DEFAULT));
    JsonNode resolutions = vector.get("resolutions");
    for (int node = 0; node < resolutions.size(); node++) {
      List<Integer> expected = new ArrayList<>();
      resolutions.get(node).forEach(n -> expected.add(n.intValue()));
      assertEquals(expected, tree.resolution(node));
      assertEquals(
          Bytes.ofHex(vector.get("tree_hashes").get(node).textValue()), tree.treeHash(node));
    }
    TreeCheck.parents(tree);
    for (int leaf : tree.members()) {
      tree.leaf(leaf).orElseThrow().verifySignature(suite, bytes(vector, "group_id"), leaf);
    }
  }
}
