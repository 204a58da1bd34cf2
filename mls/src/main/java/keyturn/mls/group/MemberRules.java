package keyturn.mls.group;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.RequiredCapabilities;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.ParentNode;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeCheck;
import keyturn.mls.tree.TreeMath;

/** What must hold between the members of a tree (RFC 9420 §7.3, §12.2, §12.4.3.1). */
final class MemberRules {
  private MemberRules() {}

  /** Keys are unique in the whole tree, and everybody can do what the group and the others use. */
  static void check(RatchetTree tree, Extensions contextExtensions) throws MlsException {
    Optional<RequiredCapabilities> required = RequiredCapabilities.of(contextExtensions);
    Set<Integer> extensions = contextExtensions.types();
    Set<Bytes> signatureKeys = new HashSet<>();
    Set<Bytes> encryptionKeys = new HashSet<>();
    Set<Integer> credentials = new HashSet<>();
    for (int node = 1; node < TreeMath.nodes(tree.leaves()); node += 2) {
      Optional<Bytes> key = tree.parent(node).map(ParentNode::encryptionKey);
      require(key.isEmpty() || encryptionKeys.add(key.get()), "encryption key occurs twice");
    }
    for (int index : tree.members()) {
      credentials.add(tree.leaf(index).orElseThrow().credential().type());
    }
    for (int index : tree.members()) {
      LeafNode leaf = tree.leaf(index).orElseThrow();
      Capabilities capabilities = leaf.capabilities();
      require(signatureKeys.add(leaf.signatureKey()), "signature key occurs twice");
      require(encryptionKeys.add(leaf.encryptionKey()), "encryption key occurs twice");
      require(
          credentials.stream().allMatch(capabilities::supportsCredential),
          "credential type that leaf " + index + " does not support");
      require(
          extensions.stream().allMatch(capabilities::supportsExtension),
          "group context extension that leaf " + index + " does not support");
      require(
          required.isEmpty() || capabilities.fulfils(required.get()),
          "leaf " + index + " lacks a required capability");
    }
  }

  /**
   * No client gets a second leaf, whichever way it comes in (RFC 9420 §12.2): one that is added,
   * one that joins from outside, or one that calls itself otherwise from now on.
   */
  static void checkClients(Policy policy, RatchetTree before, RatchetTree after)
      throws MlsException {
    for (int index : after.members()) {
      LeafNode leaf = after.leaf(index).orElseThrow();
      Optional<LeafNode> was = before.leaf(index);
      if (was.isEmpty() || !was.get().credential().equals(leaf.credential())) {
        checkClient(policy, after, index);
      }
    }
  }

  /** No other leaf is of the same client as this one. */
  static void checkClient(Policy policy, RatchetTree tree, int index) throws MlsException {
    LeafNode leaf = tree.leaf(index).orElseThrow();
    for (int other : tree.members()) {
      if (other != index && policy.sameClient(tree.leaf(other).orElseThrow(), leaf)) {
        throw new MlsException(
            Reason.INVALID_PROPOSAL, "leaves %d and %d of one client".formatted(other, index));
      }
    }
  }

  /** A whole tree that came from elsewhere (RFC 9420 §12.4.3.1). */
  static void checkTree(Environment env, RatchetTree tree, GroupContext context)
      throws MlsException {
    Suite suite = tree.suite();
    if (!tree.treeHash().equals(context.treeHash())) {
      throw new MlsException(Reason.INVALID_TREE, "tree of another hash");
    }
    TreeCheck.parents(tree);
    for (int index : tree.members()) {
      LeafRules.check(env, suite, tree.leaf(index).orElseThrow(), context.groupId(), index);
    }
    for (int node = 1; node < 2 * tree.leaves() - 1; node += 2) {
      Optional<Bytes> key = tree.parent(node).map(parent -> parent.encryptionKey());
      if (key.isPresent() && !suite.kem().isPublicKey(key.get())) {
        throw new MlsException(Reason.INVALID_TREE, "encryption key of a parent is none");
      }
    }
    LeafRules.context(env, context.extensions());
    check(tree, context.extensions());
  }

  private static void require(boolean condition, String otherwise) throws MlsException {
    if (!condition) {
      throw new MlsException(Reason.INVALID_LEAF, otherwise);
    }
  }
}
