package keyturn.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SignatureKey;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.extension.Extension;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.ProposalOrRef;
import keyturn.mls.framing.PublicMessage;
import keyturn.mls.framing.Sender;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.schedule.TranscriptHash;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;

/** Joining by an external commit (RFC 9420 §12.4.3.2). */
record ExternalJoin(Environment env, Identity identity) {

  /** The commit, and the epoch that it leads to if the others accept it. */
  record Joined(Bytes message, EpochState state) {}

  Joined join(
      GroupInfo groupInfo,
      Optional<Bytes> givenTree,
      OptionalInt removed,
      List<PreSharedKeyId> pskIds)
      throws MlsException {
    Suite suite = groupInfo.context().suite();
    if (suite != identity.suite()) {
      throw new MlsException(Reason.UNSUPPORTED, "GroupInfo of another suite");
    }
    RatchetTree before = TreeSource.verified(env, suite, groupInfo, givenTree);
    Optional<Bytes> extension = groupInfo.extensions().find(Extension.EXTERNAL_PUB);
    if (extension.isEmpty()) {
      throw new MlsException(Reason.UNSUPPORTED, "GroupInfo without external_pub");
    }
    Bytes externalPub = Reader.decode(extension.get(), Reader::vector);
    if (removed.isPresent() && before.leaf(removed.getAsInt()).isEmpty()) {
      throw new MlsException(Reason.INVALID_PROPOSAL, "removes nobody");
    }
    try (ExternalSecret external = ExternalSecret.make(suite, externalPub, env.random())) {
      List<Proposal> proposals = new ArrayList<>();
      proposals.add(new Proposal.ExternalInit(external.kemOutput()));
      removed.ifPresent(leaf -> proposals.add(new Proposal.Remove(leaf)));
      pskIds.forEach(id -> proposals.add(new Proposal.PreSharedKey(id)));
      return commit(groupInfo, before, removed, pskIds, proposals, external.initSecret());
    }
  }

  private Joined commit(
      GroupInfo groupInfo,
      RatchetTree tree,
      OptionalInt removed,
      List<PreSharedKeyId> pskIds,
      List<Proposal> proposals,
      SecretBytes initSecret)
      throws MlsException {
    Suite suite = tree.suite();
    GroupContext before = groupInfo.context();
    removed.ifPresent(tree::remove);
    tree.truncate();
    int own = tree.extendTo(tree.nextFreeLeaf(), env.limits());
    Applied applied =
        new Applied(
            tree, before.extensions(), Map.of(), List.of(), List.of(), pskIds, Optional.empty());
    LeafNode.Content leaf = identity.leaf(Bytes.EMPTY, new LeafSource.FromUpdate(), env.random());
    try (CommitBuilder.OwnPath path =
            CommitBuilder.makePath(env, tree, own, leaf, identity.signatureKey(), before, applied);
        PrivateKeys keys = new PrivateKeys()) {
      MemberRules.check(tree, before.extensions());
      MemberRules.checkClient(env.policy(), tree, own);
      CommitBuilder.store(keys, tree, own, path);
      Commit commit =
          new Commit(
              proposals.stream().map(p -> (ProposalOrRef) new ProposalOrRef.ByValue(p)).toList(),
              Optional.of(path.path()));
      AuthenticatedContent signed = sign(suite, before, commit);
      GroupContext context = context(groupInfo, tree, signed);
      try (SecretBytes pskSecret = new KnownPsks(env, Bytes.EMPTY, Map.of()).secret(suite, pskIds);
          JoinerSecret joiner =
              JoinerSecret.ofCommit(
                  suite,
                  initSecret,
                  path.secrets().commitSecret(),
                  pskSecret,
                  context.encodedArray())) {
        CommitBuilder.requireSendable(env, signed);
        EpochState state = EpochState.enter(context, tree, own, keys.copy(), joiner);
        PublicMessage message =
            PublicMessage.protect(
                suite, signed.withTag(state.confirmationTag()), before, initSecret);
        return new Joined(new MlsMessage.Public(message).encoded(), state);
      }
    }
  }

  private AuthenticatedContent sign(Suite suite, GroupContext before, Commit commit) {
    FramedContent content =
        new FramedContent(
            before.groupId(), before.epoch(), new Sender.NewMemberCommit(), Bytes.EMPTY, commit);
    try (SignatureKey key = SignatureKey.of(suite.signature(), identity.signatureKey())) {
      return AuthenticatedContent.sign(suite, WireFormat.PUBLIC_MESSAGE, content, before, key);
    }
  }

  private static GroupContext context(
      GroupInfo groupInfo, RatchetTree tree, AuthenticatedContent signed) throws MlsException {
    GroupContext before = groupInfo.context();
    Suite suite = tree.suite();
    Bytes interim =
        TranscriptHash.interim(
            suite, before.confirmedTranscriptHash(), groupInfo.confirmationTag());
    return before
        .next(tree.treeHash(), before.extensions())
        .withTranscript(TranscriptHash.confirmed(suite, interim, signed.transcriptInput()));
  }
}
