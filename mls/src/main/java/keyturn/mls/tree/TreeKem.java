package keyturn.mls.tree;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.suite.HpkeCiphertext;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.RatchetTree.Step;

/** Making and following update paths (RFC 9420 §7.5). */
public final class TreeKem {
  private static final String LABEL = "UpdatePathNode";

  private TreeKem() {}

  /**
   * The nodes of a path with their parent hashes, computed from the top (RFC 9420 §7.9).
   *
   * @return the parent hash for the leaf
   */
  public static Bytes merge(RatchetTree tree, int leaf, List<Bytes> keys) throws MlsException {
    tree.blankPath(leaf);
    List<Step> steps = tree.filteredDirectPath(leaf);
    if (steps.size() != keys.size()) {
      throw new MlsException(
          Reason.INVALID_COMMIT,
          "path of %d nodes, expected %d".formatted(keys.size(), steps.size()));
    }
    Bytes hash = Bytes.EMPTY;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      ParentNode parent = new ParentNode(keys.get(i), hash, List.of());
      tree.setParent(step.node(), parent);
      hash = TreeHash.parentHash(tree, parent, step.copath());
    }
    return hash;
  }

  /**
   * Encrypts the path secrets to everybody else; the tree holds the new path and leaf already.
   *
   * @param added leaves that are new with this commit, and get their secret in a Welcome
   */
  public static UpdatePath encrypt(
      RatchetTree tree,
      int sender,
      PathSecrets path,
      Set<Integer> added,
      byte[] context,
      SecureRandom random)
      throws MlsException {
    List<Step> steps = tree.filteredDirectPath(sender);
    List<UpdatePath.Node> nodes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      List<HpkeCiphertext> ciphertexts = new ArrayList<>();
      for (int node : recipients(tree, steps.get(i), added)) {
        Bytes key = tree.node(node).orElseThrow().encryptionKey();
        ciphertexts.add(tree.suite().encrypt(key, LABEL, context, path.secrets().get(i), random));
      }
      nodes.add(new UpdatePath.Node(path.pairs().get(i).publicKey(), ciphertexts));
    }
    return new UpdatePath(tree.leaf(sender).orElseThrow(), nodes);
  }

  /** Checks that each node of the path is encrypted to as many as it should be. */
  public static void checkRecipients(
      RatchetTree tree, int sender, UpdatePath path, Set<Integer> added) throws MlsException {
    List<Step> steps = tree.filteredDirectPath(sender);
    for (int i = 0; i < steps.size(); i++) {
      int expected = recipients(tree, steps.get(i), added).size();
      int actual = path.nodes().get(i).encryptedPathSecret().size();
      if (actual != expected) {
        throw new MlsException(
            Reason.INVALID_COMMIT,
            "path secret encrypted to %d nodes, expected %d".formatted(actual, expected));
      }
    }
  }

  /**
   * The path secret meant for us; the tree holds the path already, the keys are still the old ones.
   * The caller closes it.
   */
  public static SecretBytes decrypt(
      RatchetTree tree,
      int sender,
      int receiver,
      UpdatePath path,
      Set<Integer> added,
      PrivateKeys keys,
      byte[] context)
      throws MlsException {
    int index = ourStep(tree, sender, receiver);
    List<Integer> recipients = recipients(tree, tree.filteredDirectPath(sender).get(index), added);
    for (int i = 0; i < recipients.size(); i++) {
      int node = recipients.get(i);
      var pair = keys.at(node).filter(k -> isKeyOf(tree, node, k));
      if (pair.isPresent()) {
        return tree.suite()
            .decrypt(
                pair.get(), LABEL, context, path.nodes().get(index).encryptedPathSecret().get(i));
      }
    }
    throw new MlsException(Reason.INVALID_COMMIT, "path secret encrypted to none of our keys");
  }

  /**
   * Derives what follows from a path secret, checks it against the tree, and stores it.
   *
   * @param from the node whose path secret it is: the lowest one above both leaves
   * @return the commit secret, which the caller closes
   */
  public static SecretBytes follow(
      RatchetTree tree, int sender, int from, SecretBytes pathSecret, PrivateKeys keys)
      throws MlsException {
    List<Integer> nodes =
        tree.filteredDirectPath(sender).stream()
            .map(Step::node)
            .dropWhile(node -> node != from)
            .toList();
    if (nodes.isEmpty()) {
      throw new MlsException(Reason.INVALID_COMMIT, "node " + from + " is not on the path");
    }
    try (PathSecrets path = PathSecrets.derive(tree.suite(), pathSecret, nodes.size())) {
      for (int i = 0; i < nodes.size(); i++) {
        if (!isKeyOf(tree, nodes.get(i), path.pairs().get(i))) {
          throw new MlsException(Reason.INVALID_COMMIT, "path secret of another key");
        }
      }
      IntStream.range(0, nodes.size())
          .forEach(i -> keys.put(nodes.get(i), path.pairs().get(i).copy()));
      return path.commitSecret().copy();
    }
  }

  private static boolean isKeyOf(RatchetTree tree, int node, KemKeyPair pair) {
    return tree.node(node).filter(n -> n.encryptionKey().equals(pair.publicKey())).isPresent();
  }

  private static int ourStep(RatchetTree tree, int sender, int receiver) throws MlsException {
    List<Step> steps = tree.filteredDirectPath(sender);
    for (int i = 0; i < steps.size(); i++) {
      if (TreeMath.isWithin(TreeMath.nodeOf(receiver), steps.get(i).copath())) {
        return i;
      }
    }
    throw new MlsException(Reason.INVALID_COMMIT, "path does not reach us");
  }

  private static List<Integer> recipients(RatchetTree tree, Step step, Set<Integer> added) {
    return tree.resolution(step.copath()).stream()
        .filter(node -> !TreeMath.isLeaf(node) || !added.contains(TreeMath.leafOf(node)))
        .toList();
  }

  /** A fresh leaf key and path for a sender, whose old leaf is still in the tree. */
  public static PathSecrets freshPath(Suite suite, int length, SecureRandom random) {
    try (SecretBytes first = suite.randomSecret(random)) {
      return PathSecrets.derive(suite, first, length);
    }
  }
}
