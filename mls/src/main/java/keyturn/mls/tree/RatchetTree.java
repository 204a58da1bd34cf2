package keyturn.mls.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;
import org.jspecify.annotations.Nullable;

/**
 * The public side of the ratchet tree (RFC 9420 §4, §7): a full binary tree in an array, with the
 * hashes of its subtrees kept until something below them changes. Nodes are immutable, so a copy
 * costs two arrays. Not thread-safe.
 */
public final class RatchetTree implements Encodable {
  private final Suite suite;
  private @Nullable TreeNode[] nodes;
  private @Nullable Bytes[] hashes;

  private RatchetTree(Suite suite, @Nullable TreeNode[] nodes, @Nullable Bytes[] hashes) {
    this.suite = suite;
    this.nodes = nodes;
    this.hashes = hashes;
  }

  /** The tree of a group of one. */
  public static RatchetTree of(Suite suite, LeafNode leaf) {
    return new RatchetTree(suite, new TreeNode[] {leaf}, new Bytes[1]);
  }

  public RatchetTree copy() {
    return new RatchetTree(suite, nodes.clone(), hashes.clone());
  }

  /**
   * The ratchet_tree extension (RFC 9420 §12.4.3.3); says nothing yet about the tree's validity.
   *
   * @throws MlsException with more members than the limit, before more is read; also if the last
   *     node is blank, or a parent: whoever removed the last member below it has blanked it, and
   *     has cut off a right half without members (§7.7, §12.1.3)
   */
  public static RatchetTree read(Suite suite, Reader reader, Limits limits) throws MlsException {
    int max = TreeMath.nodes(limits.maxMembers());
    List<Optional<TreeNode>> read = reader.list(r -> r.optional(TreeNode::readTagged), max);
    if (read.isEmpty() || !(read.get(read.size() - 1).orElse(null) instanceof LeafNode)) {
      throw Reader.malformed("ratchet tree does not end in a leaf");
    }
    int leaves = TreeMath.fullWidth((read.size() + 2) / 2);
    TreeNode[] nodes = new TreeNode[TreeMath.nodes(leaves)];
    for (int i = 0; i < read.size(); i++) {
      TreeNode node = read.get(i).orElse(null);
      if (node != null && node instanceof LeafNode != TreeMath.isLeaf(i)) {
        throw Reader.malformed("leaf and parent confused at node " + i);
      }
      if (node instanceof ParentNode parent
          && parent.unmergedLeaves().stream().anyMatch(leaf -> leaf >= leaves)) {
        throw Reader.malformed("unmerged leaf beyond the tree at node " + i);
      }
      nodes[i] = node;
    }
    return new RatchetTree(suite, nodes, new Bytes[nodes.length]);
  }

  public Suite suite() {
    return suite;
  }

  /** The width of the tree: a power of two. */
  public int leaves() {
    return (nodes.length + 1) / 2;
  }

  public int root() {
    return TreeMath.root(leaves());
  }

  public Optional<TreeNode> node(int node) {
    return node >= 0 && node < nodes.length ? Optional.ofNullable(nodes[node]) : Optional.empty();
  }

  /** The member at a leaf index, if there is one. */
  public Optional<LeafNode> leaf(int leaf) {
    if (leaf < 0 || leaf >= leaves()) {
      return Optional.empty();
    }
    return node(TreeMath.nodeOf(leaf)).map(LeafNode.class::cast);
  }

  public Optional<ParentNode> parent(int node) {
    return node(node).map(ParentNode.class::cast);
  }

  /** The indices of all members, ascending. */
  public List<Integer> members() {
    List<Integer> members = new ArrayList<>();
    for (int node = 0; node < nodes.length; node += 2) {
      if (nodes[node] != null) {
        members.add(TreeMath.leafOf(node));
      }
    }
    return members;
  }

  /** RFC 9420 §4.1.1, in order. */
  public List<Integer> resolution(int node) {
    List<Integer> resolution = new ArrayList<>();
    resolve(node, resolution);
    return resolution;
  }

  private void resolve(int node, List<Integer> resolution) {
    TreeNode content = nodes[node];
    if (content instanceof ParentNode parent) {
      resolution.add(node);
      parent.unmergedLeaves().forEach(leaf -> resolution.add(TreeMath.nodeOf(leaf)));
    } else if (content != null) {
      resolution.add(node);
    } else if (!TreeMath.isLeaf(node)) {
      resolve(TreeMath.left(node), resolution);
      resolve(TreeMath.right(node), resolution);
    }
  }

  /** A step of a filtered direct path: the node, and its child that is not on the path. */
  public record Step(int node, int copath) {}

  /** RFC 9420 §4.1.2: without the nodes whose other child nobody is under. */
  public List<Step> filteredDirectPath(int leaf) {
    List<Step> steps = new ArrayList<>();
    int at = TreeMath.nodeOf(leaf);
    while (at != root()) {
      int copath = TreeMath.sibling(at);
      at = TreeMath.parent(at);
      if (!resolution(copath).isEmpty()) {
        steps.add(new Step(at, copath));
      }
    }
    return steps;
  }

  /** The leaf where the next member will be: the leftmost blank one, else a new one. */
  public int nextFreeLeaf() {
    for (int node = 0; node < nodes.length; node += 2) {
      if (nodes[node] == null) {
        return TreeMath.leafOf(node);
      }
    }
    return leaves();
  }

  /** Applies an Add (RFC 9420 §12.1.1); returns the new member's index. */
  public int add(LeafNode leaf, Limits limits) throws MlsException {
    int index = extendTo(nextFreeLeaf(), limits);
    for (int node : TreeMath.directPath(TreeMath.nodeOf(index), leaves())) {
      if (nodes[node] instanceof ParentNode parent) {
        nodes[node] = parent.withUnmerged(index);
      }
    }
    setLeaf(index, leaf);
    return index;
  }

  /** Makes the tree wide enough for {@code leaf}, which it returns (RFC 9420 §7.7). */
  public int extendTo(int leaf, Limits limits) throws MlsException {
    if (leaf >= limits.maxMembers()) {
      throw new MlsException(Reason.TOO_LARGE, "more than " + limits.maxMembers() + " members");
    }
    while (leaf >= leaves()) {
      nodes = Arrays.copyOf(nodes, 2 * nodes.length + 1);
      hashes = Arrays.copyOf(hashes, nodes.length);
    }
    return leaf;
  }

  /** Applies an Update (RFC 9420 §12.1.2). */
  public void update(int index, LeafNode leaf) {
    blankPath(index);
    setLeaf(index, leaf);
  }

  /** Applies a Remove (RFC 9420 §12.1.3), but does not {@link #truncate}. */
  public void remove(int index) {
    blankPath(index);
    nodes[TreeMath.nodeOf(index)] = null;
    changed(TreeMath.nodeOf(index));
  }

  /** Drops the right half while nobody is in it (RFC 9420 §7.7). */
  public void truncate() {
    while (leaves() > 1 && !occupied(leaves() / 2, leaves())) {
      nodes = Arrays.copyOf(nodes, nodes.length / 2);
      hashes = Arrays.copyOf(hashes, nodes.length);
    }
  }

  private boolean occupied(int fromLeaf, int toLeaf) {
    for (int leaf = fromLeaf; leaf < toLeaf; leaf++) {
      if (nodes[TreeMath.nodeOf(leaf)] != null) {
        return true;
      }
    }
    return false;
  }

  /** Blanks the direct path of a leaf. */
  public void blankPath(int leaf) {
    for (int node : TreeMath.directPath(TreeMath.nodeOf(leaf), leaves())) {
      nodes[node] = null;
    }
    changed(TreeMath.nodeOf(leaf));
  }

  public void setLeaf(int index, LeafNode leaf) {
    nodes[TreeMath.nodeOf(index)] = leaf;
    changed(TreeMath.nodeOf(index));
  }

  public void setParent(int node, ParentNode parent) {
    nodes[node] = parent;
    changed(node);
  }

  private void changed(int node) {
    hashes[node] = null;
    for (int above : TreeMath.directPath(node, leaves())) {
      hashes[above] = null;
    }
  }

  /** The tree hash of the root (RFC 9420 §7.8). */
  public Bytes treeHash() {
    return treeHash(root());
  }

  public Bytes treeHash(int node) {
    Bytes known = hashes[node];
    if (known == null) {
      known = TreeHash.compute(this, node, Set.of());
      hashes[node] = known;
    }
    return known;
  }

  @Override
  public void writeTo(Writer writer) {
    int length = nodes.length;
    while (length > 0 && nodes[length - 1] == null) {
      length--;
    }
    try (Writer inner = new Writer()) {
      for (int i = 0; i < length; i++) {
        TreeNode node = nodes[i];
        inner.u8(node == null ? 0 : 1);
        if (node != null) {
          node.writeTaggedTo(inner);
        }
      }
      writer.vector(inner.toArray());
    }
  }
}
