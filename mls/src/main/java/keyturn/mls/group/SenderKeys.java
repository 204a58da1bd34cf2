package keyturn.mls.group;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.tree.UpdatePath;

/** Whose signature a message must have, and who may send what (RFC 9420 §6.1). */
final class SenderKeys {
  private SenderKeys() {}

  static Bytes of(EpochState state, FramedContent framed) throws MlsException {
    Sender sender = framed.sender();
    Content content = framed.content();
    if (sender instanceof Sender.Member member) {
      if (!state.isMember(member.leaf())) {
        throw wrongSender();
      }
      return state.tree().leaf((int) member.leaf()).orElseThrow().signatureKey();
    }
    if (sender instanceof Sender.NewMemberCommit && content instanceof Commit commit) {
      Optional<UpdatePath> path = commit.path();
      if (path.isEmpty()) {
        throw new MlsException(Reason.INVALID_COMMIT, "external commit without a path");
      }
      return path.get().leaf().signatureKey();
    }
    if (sender instanceof Sender.NewMemberProposal && content instanceof Proposal.Add add) {
      return add.keyPackage().leaf().signatureKey();
    }
    if (sender instanceof Sender.External external && content instanceof Proposal) {
      return external(state, external);
    }
    throw wrongSender();
  }

  private static Bytes external(EpochState state, Sender.External sender) throws MlsException {
    List<ExternalSender> senders = ExternalSender.of(state.context().extensions());
    if (sender.index() >= senders.size()) {
      throw wrongSender();
    }
    return senders.get((int) sender.index()).signatureKey();
  }

  private static MlsException wrongSender() {
    return new MlsException(Reason.WRONG_SENDER, "sender is no member, or may not send this");
  }
}
