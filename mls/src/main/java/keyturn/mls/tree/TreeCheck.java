package keyturn.mls.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;

/** What a new member checks of a tree's parent nodes (RFC 9420 §7.9.2, §12.4.3.1). */
public final class TreeCheck {
  private TreeCheck() {}

  /** All of it; leaf nodes are the caller's to validate. */
  public static void parents(RatchetTree tree) throws MlsException {
    Set<Bytes> keys = new HashSet<>();
    for (int node = 0; node < TreeMath.nodes(tree.leaves()); node++) {
      Optional<TreeNode> content = tree.node(node);
      if (content.isPresent() && !keys.add(content.get().encryptionKey())) {
        throw invalid("encryption key of node " + node + " occurs twice");
      }
      if (content.isPresent() && content.get() instanceof ParentNode parent) {
        unmergedLeaves(tree, node, parent);
        parentHash(tree, node, parent);
      }
    }
  }

  private static void unmergedLeaves(RatchetTree tree, int node, ParentNode parent)
      throws MlsException {
    for (int leaf : parent.unmergedLeaves()) {
      int at = leaf < tree.leaves() ? TreeMath.nodeOf(leaf) : -1;
      if (at < 0 || !TreeMath.isWithin(at, node) || tree.leaf(leaf).isEmpty()) {
        throw invalid("unmerged leaf " + leaf + " is not below node " + node);
      }
      for (at = TreeMath.parent(at); at != node; at = TreeMath.parent(at)) {
        Optional<ParentNode> between = tree.parent(at);
        if (between.isPresent() && !between.get().unmergedLeaves().contains(leaf)) {
          throw invalid("leaf " + leaf + " is merged at node " + at + " only");
        }
      }
    }
  }

  private static void parentHash(RatchetTree tree, int node, ParentNode parent)
      throws MlsException {
    int left = TreeMath.left(node);
    int right = TreeMath.right(node);
    int links = links(tree, parent, left, right) + links(tree, parent, right, left);
    if (links != 1) {
      throw invalid("node " + node + " is not parent-hash valid");
    }
  }

  /** How many nodes below {@code child} hold the parent hash of {@code parent} rightly. */
  private static int links(RatchetTree tree, ParentNode parent, int child, int sibling) {
    List<Integer> resolution = tree.resolution(child);
    long unmerged =
        parent.unmergedLeaves().stream()
            .filter(leaf -> TreeMath.isWithin(TreeMath.nodeOf(leaf), child))
            .count();
    if (resolution.size() != unmerged + 1) {
      return 0;
    }
    Bytes expected = TreeHash.parentHash(tree, parent, sibling);
    int links = 0;
    for (int node : resolution) {
      boolean linked =
          tree.node(node).flatMap(TreeNode::parentHash).filter(expected::equals).isPresent();
      if (linked && restIsUnmerged(resolution, node, parent)) {
        links++;
      }
    }
    return links;
  }

  private static boolean restIsUnmerged(List<Integer> resolution, int node, ParentNode parent) {
    return resolution.stream()
        .filter(other -> other != node)
        .allMatch(
            other ->
                TreeMath.isLeaf(other) && parent.unmergedLeaves().contains(TreeMath.leafOf(other)));
  }

  private static MlsException invalid(String what) {
    return new MlsException(Reason.INVALID_TREE, what);
  }
}
