package keyturn.mls.tree;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import keyturn.crypto.Bytes;
import keyturn.mls.codec.Writer;

/** Tree hashes and parent hashes (RFC 9420 §7.8, §7.9). */
final class TreeHash {
  private static final int LEAF = 1;
  private static final int PARENT = 2;

  private TreeHash() {}

  /** The hash of a subtree as if the leaves {@code without} had never been added. */
  static Bytes compute(RatchetTree tree, int node, Set<Integer> without) {
    Writer writer = new Writer();
    if (TreeMath.isLeaf(node)) {
      int leaf = TreeMath.leafOf(node);
      Optional<LeafNode> content = without.contains(leaf) ? Optional.empty() : tree.leaf(leaf);
      writer.u8(LEAF).u32(leaf).optional(content);
    } else {
      Optional<ParentNode> content = tree.parent(node);
      if (!without.isEmpty()) {
        content = content.map(parent -> parent.without(without));
      }
      writer
          .u8(PARENT)
          .optional(content)
          .vector(of(tree, TreeMath.left(node), without))
          .vector(of(tree, TreeMath.right(node), without));
    }
    return tree.suite().hash(writer.toArray());
  }

  /** original_sibling_tree_hash; only where a leaf is left out is anything computed anew. */
  private static Bytes of(RatchetTree tree, int node, Set<Integer> without) {
    Set<Integer> below =
        without.isEmpty()
            ? without
            : without.stream()
                .filter(leaf -> TreeMath.isWithin(TreeMath.nodeOf(leaf), node))
                .collect(Collectors.toSet());
    return below.isEmpty() ? tree.treeHash(node) : compute(tree, node, below);
  }

  /** The parent hash of a node that is not blank, with one of its children as copath child. */
  static Bytes parentHash(RatchetTree tree, ParentNode parent, int copath) {
    Bytes sibling = of(tree, copath, Set.copyOf(parent.unmergedLeaves()));
    return tree.suite()
        .hash(
            new Writer()
                .vector(parent.encryptionKey())
                .vector(parent.hash())
                .vector(sibling)
                .toArray());
  }
}
