package keyturn.mls.group;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.extension.Extension;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.RatchetTree;

/** The tree and the signature of a GroupInfo, checked as who joins must (RFC 9420 §12.4.3.1). */
final class TreeSource {
  private TreeSource() {}

  /**
   * Reads and validates the tree, and verifies the GroupInfo with it.
   *
   * @param given the tree from elsewhere, if the GroupInfo has none
   */
  static RatchetTree verified(
      Environment env, Suite suite, GroupInfo groupInfo, Optional<Bytes> given)
      throws MlsException {
    LeafRules.extensions(env.limits(), groupInfo.extensions(), Extension.Place.GROUP_INFO);
    Bytes encoded =
        groupInfo
            .extensions()
            .find(Extension.RATCHET_TREE)
            .or(() -> given)
            .orElseThrow(() -> new MlsException(Reason.INVALID_TREE, "no ratchet tree"));
    RatchetTree tree = read(suite, encoded, env.limits());
    Optional<LeafNode> signer =
        groupInfo.signer() < tree.leaves() ? tree.leaf((int) groupInfo.signer()) : Optional.empty();
    if (signer.isEmpty()) {
      throw new MlsException(Reason.WRONG_SENDER, "GroupInfo signed by nobody");
    }
    groupInfo.verifySignature(suite, signer.get().signatureKey());
    MemberRules.checkTree(env, tree, groupInfo.context());
    return tree;
  }

  private static RatchetTree read(Suite suite, Bytes encoded, Limits limits) throws MlsException {
    if (encoded.length() > limits.maxMessageBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "ratchet tree");
    }
    return Reader.decode(encoded, reader -> RatchetTree.read(suite, reader, limits));
  }
}
