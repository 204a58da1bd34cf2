package keyturn.mls.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.mls.tree.TreeMath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeMathVectorTest {
  @Test
  void indicesAreThoseOfTheOfficialTrees() {
    VectorFile.run("tree-math.json", this::check);
  }

  private void check(JsonNode vector) {
    int leaves = vector.get("n_leaves").intValue();
    int nodes = vector.get("n_nodes").intValue();
    assertEquals(nodes, TreeMath.nodes(leaves));
    assertEquals(vector.get("root").intValue(), TreeMath.root(leaves));
    for (int node = 0; node < nodes; node++) {
      boolean root = node == TreeMath.root(leaves);
      same(vector.get("left").get(node), TreeMath.isLeaf(node) ? null : TreeMath.left(node));
      same(vector.get("right").get(node), TreeMath.isLeaf(node) ? null : TreeMath.right(node));
      same(vector.get("parent").get(node), root ? null : TreeMath.parent(node));
      same(vector.get("sibling").get(node), root ? null : TreeMath.sibling(node));
    }
  }

  private static void same(JsonNode expected, @Nullable Integer actual) {
    if (actual == null) {
      assertTrue(expected.isNull());
    } else {
      assertEquals(expected.intValue(), actual);
    }
  }
}
