package keyturn.mls.group;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.mls.MlsException;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;

/** What {@link Group} makes of its own: first all that may fail, then the change. */
record Sending(Environment env, Memory memory) {

  EpochState active() {
    requireActive();
    return memory.state();
  }

  void requireActive() {
    if (memory.removed()) {
      throw new IllegalStateException("removed from this group");
    }
  }

  Bytes proposeUpdate(WireFormat format) throws MlsException {
    EpochState state = active();
    KemKeyPair pair = state.suite().kem().generate(env.random());
    LeafNode leaf =
        state
            .tree()
            .leaf(state.ownLeaf())
            .orElseThrow()
            .content()
            .renewed(pair.publicKey(), new LeafSource.FromUpdate())
            .sign(state.suite(), memory.signatureKey, state.context().groupId(), state.ownLeaf());
    try {
      Bytes message = propose(new Proposal.Update(leaf), format);
      memory.ownUpdates.put(pair.publicKey(), pair.copy());
      return message;
    } finally {
      pair.close();
    }
  }

  Bytes propose(Proposal proposal, WireFormat format) throws MlsException {
    EpochState state = active();
    ProposalEntry entry = new ProposalEntry(proposal, new Sender.Member(state.ownLeaf()));
    List<ProposalEntry> ours =
        memory.ownProposals.values().stream().map(Memory.OwnProposal::entry).toList();
    Memory.requireRoom(memory.proposals.values(), entry, env.limits());
    Memory.requireRoom(ours, entry, env.limits());
    new ProposalRules(env, state).checkReceived(entry);
    AuthenticatedContent signed = sign(proposal, Bytes.EMPTY, format);
    CommitBuilder.requireSendable(env, signed);
    Bytes message = CommitBuilder.protect(env, state, signed, 0);
    memory.ownProposals.put(
        memory.hash(message), new Memory.OwnProposal(signed.reference(state.suite()), entry));
    return message;
  }

  Committed commit(CommitRequest request) throws MlsException {
    EpochState state = active();
    if (memory.pending().isPresent()) {
      throw new IllegalStateException("a commit of ours waits already");
    }
    CommitBuilder.Built built =
        new CommitBuilder(
                env, state, memory.signatureKey, memory.signer, memory.proposals, memory.psks(env))
            .build(request);
    memory.setPending(
        new Memory.Pending(
            memory.hash(built.committed().message()),
            built.next(),
            built.added(),
            built.removed()));
    return built.committed();
  }

  Bytes protect(Bytes plaintext, Bytes authenticatedData, int padding) {
    EpochState state = active();
    if (!memory.proposals.isEmpty()) {
      throw new IllegalStateException("proposals wait to be committed");
    }
    long length = (long) plaintext.length() + authenticatedData.length() + padding;
    if (padding < 0 || length + CommitBuilder.MAX_FRAME_BYTES > env.limits().maxMessageBytes()) {
      throw new IllegalArgumentException("application message of " + length + " bytes");
    }
    AuthenticatedContent signed =
        sign(new Content.Application(plaintext), authenticatedData, WireFormat.PRIVATE_MESSAGE);
    return CommitBuilder.protect(env, state, signed, padding);
  }

  private AuthenticatedContent sign(Content content, Bytes authenticatedData, WireFormat format) {
    EpochState state = memory.state();
    GroupContext context = state.context();
    FramedContent framed =
        new FramedContent(
            context.groupId(),
            context.epoch(),
            new Sender.Member(state.ownLeaf()),
            authenticatedData,
            content);
    return AuthenticatedContent.sign(state.suite(), format, framed, context, memory.signer);
  }
}
