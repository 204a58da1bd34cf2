package keyturn.mls.group;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeKem;
import keyturn.mls.tree.TreeNode;
import keyturn.mls.tree.UpdatePath;

/** The validity of an update path, and its merging into a tree (RFC 9420 §7.5, §12.4.2). */
record PathRules(Environment env, Suite suite, Bytes groupId) {

  /**
   * Merges a path that came from elsewhere.
   *
   * @param tree with the proposals applied; changed, and of no use if this fails
   * @param sender a leaf within the tree
   * @param before the sender's leaf, or the one that it replaces, if there is one
   * @param added leaves that are new with this commit
   */
  void merge(
      RatchetTree tree, int sender, Optional<LeafNode> before, UpdatePath path, Set<Integer> added)
      throws MlsException {
    LeafNode leaf = path.leaf();
    require(leaf.source() instanceof LeafSource.FromCommit, "leaf not made for a commit");
    LeafRules.check(env, suite, leaf, groupId, sender);
    if (before.isPresent() && !env.policy().acceptsReplacement(before.get(), leaf)) {
      throw new MlsException(Reason.REFUSED, "replacement of a leaf not accepted");
    }
    freshKeys(tree, path);
    Bytes parentHash =
        TreeKem.merge(
            tree, sender, path.nodes().stream().map(UpdatePath.Node::encryptionKey).toList());
    require(leaf.parentHash().filter(parentHash::equals).isPresent(), "wrong parent hash");
    tree.setLeaf(sender, leaf);
    TreeKem.checkRecipients(tree, sender, path, added);
  }

  /** No key of the path is anywhere in the tree, or in the path twice; all of them are keys. */
  private void freshKeys(RatchetTree tree, UpdatePath path) throws MlsException {
    Set<Bytes> keys = new HashSet<>();
    for (int node = 0; node < 2 * tree.leaves() - 1; node++) {
      tree.node(node).map(TreeNode::encryptionKey).ifPresent(keys::add);
    }
    require(keys.add(path.leaf().encryptionKey()), "encryption key of the leaf is not new");
    for (UpdatePath.Node node : path.nodes()) {
      require(suite.kem().isPublicKey(node.encryptionKey()), "encryption key is none");
      require(keys.add(node.encryptionKey()), "encryption key of the path is not new");
    }
  }

  private static void require(boolean condition, String otherwise) throws MlsException {
    if (!condition) {
      throw new MlsException(Reason.INVALID_COMMIT, otherwise);
    }
  }
}
