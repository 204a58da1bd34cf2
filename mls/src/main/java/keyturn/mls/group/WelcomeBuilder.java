package keyturn.mls.group;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.Grease;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Welcome;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeMath;

/** One Welcome for all whom a commit adds (RFC 9420 §12.4.3.1). */
record WelcomeBuilder(
    Environment env, EpochState next, SecretBytes signatureKey, JoinerSecret joiner) {

  /**
   * The encoded message.
   *
   * @param pathSecrets of the commit's path, upwards; empty if it has none
   */
  Bytes build(
      Applied applied, List<SecretBytes> pathSecrets, CommitRequest.TreeInWelcome treeInWelcome)
      throws MlsException {
    Suite suite = next.suite();
    Extensions extensions =
        treeInWelcome == CommitRequest.TreeInWelcome.INCLUDED
            ? Extensions.of(new Extension(Extension.RATCHET_TREE, next.tree().encoded()))
            : Extensions.NONE;
    GroupInfo groupInfo = groupInfo(next, extensions, signatureKey, env.random());
    Bytes encrypted = Welcome.encryptGroupInfo(suite, joiner, groupInfo);
    List<Welcome.Entry> entries = new ArrayList<>();
    for (Map.Entry<Integer, KeyPackage> member : applied.added().entrySet()) {
      GroupSecrets secrets =
          new GroupSecrets(
              joiner.joiner(), pathSecret(member.getKey(), pathSecrets), applied.psks());
      entries.add(Welcome.entry(suite, member.getValue(), secrets, encrypted, env.random()));
    }
    Bytes welcome =
        new MlsMessage.Welcoming(new Welcome(suite.code(), entries, encrypted)).encoded();
    int max = env.limits().maxMessageBytes();
    if (welcome.length() > max || next.tree().encodedArray().length > max) {
      throw new MlsException(Reason.TOO_LARGE, "Welcome or tree, which nobody could join with");
    }
    return welcome;
  }

  /** A GroupInfo of the current epoch, signed by us. */
  static GroupInfo groupInfo(
      EpochState state, Extensions extensions, SecretBytes signatureKey, SecureRandom random) {
    return new GroupInfo.Content(
            state.context(),
            extensions.and(Grease.extension(random)),
            state.confirmationTag(),
            state.ownLeaf())
        .sign(state.suite(), signatureKey);
  }

  /** The secret of the lowest node above both us and the new member. */
  private Optional<SecretBytes> pathSecret(int member, List<SecretBytes> pathSecrets) {
    int ancestor =
        TreeMath.commonAncestor(TreeMath.nodeOf(next.ownLeaf()), TreeMath.nodeOf(member));
    List<RatchetTree.Step> steps = next.tree().filteredDirectPath(next.ownLeaf());
    for (int i = 0; i < pathSecrets.size(); i++) {
      if (steps.get(i).node() == ancestor) {
        return Optional.of(pathSecrets.get(i));
      }
    }
    return Optional.empty();
  }
}
