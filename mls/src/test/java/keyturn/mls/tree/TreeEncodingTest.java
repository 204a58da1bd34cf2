package keyturn.mls.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

/** The ratchet_tree extension (RFC 9420 §12.4.3.3): which arrays of nodes are a tree at all. */
class TreeEncodingTest {
  private static final Suite SUITE = Suite.X25519_AES128_GCM;
  private static final Optional<TreeNode> BLANK = Optional.empty();

  private static Optional<TreeNode> leaf(int number) {
    return Optional.of(
        new LeafNode(
            new LeafNode.Content(
                Bytes.of((byte) number),
                Bytes.of((byte) number),
                Credential.Basic.of("x"),
                Capabilities.of(List.of(SUITE), List.of(), List.of(Credential.BASIC)),
                new LeafSource.FromUpdate(),
                Extensions.NONE),
            Bytes.EMPTY));
  }

  private static Optional<TreeNode> parent(Integer... unmerged) {
    return Optional.of(new ParentNode(Bytes.of((byte) 99), Bytes.EMPTY, Arrays.asList(unmerged)));
  }

  @SafeVarargs
  private static Bytes encoded(Optional<TreeNode>... nodes) {
    Writer inner = new Writer();
    for (Optional<TreeNode> node : nodes) {
      inner.u8(node.isPresent() ? 1 : 0);
      node.ifPresent(n -> n.writeTaggedTo(inner));
    }
    return new Writer().vector(inner.toArray()).toBytes();
  }

  @SafeVarargs
  private static RatchetTree read(Optional<TreeNode>... nodes) throws MlsException {
    return Reader.decode(encoded(nodes), r -> RatchetTree.read(SUITE, r, Limits.DEFAULT));
  }

  @SafeVarargs
  private static void refused(Optional<TreeNode>... nodes) {
    assertEquals(Reason.MALFORMED, assertThrows(MlsException.class, () -> read(nodes)).reason());
  }

  @Test
  void treeIsAsWideAsItsLastLeafNeeds() throws MlsException {
    assertEquals(1, read(leaf(1)).leaves());
    assertEquals(2, read(leaf(1), BLANK, leaf(2)).leaves());
    assertEquals(4, read(leaf(1), parent(), leaf(2), BLANK, leaf(3)).leaves());
    RatchetTree tree = read(BLANK, BLANK, leaf(2), parent(2), leaf(3));
    assertEquals(encoded(BLANK, BLANK, leaf(2), parent(2), leaf(3)), tree.encoded());
  }

  @Test
  void treeEndsInALeaf() {
    refused();
    refused(BLANK);
    refused(leaf(1), BLANK);
    refused(leaf(1), BLANK, BLANK);
    refused(leaf(1), BLANK, leaf(2), BLANK, BLANK, BLANK, BLANK);
    refused(leaf(1), parent());
    refused(leaf(1), parent(), leaf(2), parent());
    refused(leaf(1), parent(), leaf(2), BLANK, BLANK, parent());
  }

  @Test
  void leavesAndParentsHaveTheirPlaces() {
    refused(parent(), BLANK, leaf(1));
    refused(leaf(1), leaf(2), leaf(3));
  }

  @Test
  void unmergedLeavesAreWithinTheTree() {
    refused(leaf(1), parent(2), leaf(2));
    refused(leaf(1), parent(Integer.MAX_VALUE), leaf(2));
  }
}
