package keyturn.mls.group;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.Welcome;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeKem;
import keyturn.mls.tree.TreeMath;

/** Joining by a Welcome (RFC 9420 §12.4.3.1). */
record WelcomeJoin(Environment env, OwnKeyPackage own) {

  EpochState join(Welcome welcome, Optional<Bytes> givenTree) throws MlsException {
    Suite suite =
        Suite.ofCode(welcome.suiteCode())
            .filter(s -> s.code() == own.keyPackage().suiteCode())
            .orElseThrow(() -> new MlsException(Reason.UNSUPPORTED, "Welcome of another suite"));
    Welcome.Entry entry =
        welcome
            .entryFor(own.keyPackage().reference(suite))
            .orElseThrow(() -> new MlsException(Reason.NOT_FOR_US, "Welcome for others"));
    try (GroupSecrets secrets = welcome.decrypt(suite, entry, own.initKey())) {
      checkPsks(suite, secrets);
      try (SecretBytes pskSecret =
              new KnownPsks(env, Bytes.EMPTY, Map.of()).secret(suite, secrets.psks());
          JoinerSecret joiner =
              JoinerSecret.ofJoiner(suite, secrets.joinerSecret().copy(), pskSecret)) {
        GroupInfo groupInfo = welcome.decryptGroupInfo(suite, joiner);
        return enter(suite, groupInfo, secrets, joiner, givenTree);
      }
    }
  }

  private static void checkPsks(Suite suite, GroupSecrets secrets) throws MlsException {
    if (secrets.joinerSecret().length() != suite.secretBytes()) {
      throw new MlsException(Reason.MALFORMED, "joiner secret of the wrong length");
    }
    Set<PreSharedKeyId> ids = new HashSet<>();
    for (PreSharedKeyId id : secrets.psks()) {
      if (id.nonce().length() != suite.secretBytes() || !ids.add(id)) {
        throw new MlsException(Reason.MALFORMED, "PSK twice, or its nonce of the wrong length");
      }
      if (id instanceof PreSharedKeyId.Resumption resumption
          && resumption.usage() != PreSharedKeyId.Usage.APPLICATION) {
        throw new MlsException(Reason.UNSUPPORTED, "Welcome after reinit or branch");
      }
    }
  }

  private EpochState enter(
      Suite suite,
      GroupInfo groupInfo,
      GroupSecrets secrets,
      JoinerSecret joiner,
      Optional<Bytes> givenTree)
      throws MlsException {
    if (groupInfo.context().suiteCode() != suite.code()) {
      throw new MlsException(Reason.UNSUPPORTED, "GroupInfo of another suite");
    }
    RatchetTree tree = TreeSource.verified(env, suite, groupInfo, givenTree);
    int ownLeaf = ownLeaf(tree);
    MemberRules.checkClient(env.policy(), tree, ownLeaf);
    try (PrivateKeys keys = new PrivateKeys()) {
      keys.put(TreeMath.nodeOf(ownLeaf), own.leafKey().copy());
      if (secrets.pathSecret().isPresent()) {
        follow(tree, (int) groupInfo.signer(), ownLeaf, secrets.pathSecret().get(), keys);
      }
      requireEntitled(tree, ownLeaf, keys);
      EpochState state = EpochState.enter(groupInfo.context(), tree, ownLeaf, keys.copy(), joiner);
      if (!state.confirmationTag().equals(groupInfo.confirmationTag())) {
        state.close();
        throw MlsException.notAuthentic();
      }
      return state;
    }
  }

  /**
   * Every node above us lists us as unmerged, because it is older than our leaf (RFC 9420 §12.1.1),
   * or has its key from the commit that added us, whose path secret we got with the Welcome
   * (§12.4.3.1). If neither, the secret was withheld, and we could follow nobody who encrypts to
   * that node.
   */
  private static void requireEntitled(RatchetTree tree, int ownLeaf, PrivateKeys keys)
      throws MlsException {
    for (int node : TreeMath.directPath(TreeMath.nodeOf(ownLeaf), tree.leaves())) {
      boolean merged =
          tree.parent(node).filter(p -> !p.unmergedLeaves().contains(ownLeaf)).isPresent();
      if (merged != keys.at(node).isPresent()) {
        throw new MlsException(
            Reason.INVALID_TREE, "path secret of node " + node + " withheld, or not ours");
      }
    }
  }

  private static void follow(
      RatchetTree tree, int signer, int ownLeaf, SecretBytes pathSecret, PrivateKeys keys)
      throws MlsException {
    if (signer == ownLeaf) {
      throw new MlsException(Reason.INVALID_TREE, "signed by the new member");
    }
    int from = TreeMath.commonAncestor(TreeMath.nodeOf(signer), TreeMath.nodeOf(ownLeaf));
    TreeKem.follow(tree, signer, from, pathSecret, keys).close();
  }

  private int ownLeaf(RatchetTree tree) throws MlsException {
    LeafNode leaf = own.keyPackage().leaf();
    for (int index : tree.members()) {
      if (tree.leaf(index).orElseThrow().equals(leaf)) {
        return index;
      }
    }
    throw new MlsException(Reason.NOT_FOR_US, "our leaf is not in the tree");
  }
}
