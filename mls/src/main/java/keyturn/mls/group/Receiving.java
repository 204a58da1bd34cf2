package keyturn.mls.group;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.ContentType;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.PrivateMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.PublicMessage;
import keyturn.mls.framing.Sender;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.RatchetTree;

/** What {@link Group} does with messages: first all that may fail, then the change. */
record Receiving(Environment env, Memory memory) {

  Handled handle(Bytes message) throws MlsException {
    requireMember();
    Optional<Handled> own = handleOwn(memory.hash(limited(message)));
    if (own.isPresent()) {
      return own.get();
    }
    Optional<MlsMessage.Place> place = MlsMessage.place(message);
    if (place.isPresent()) {
      requireCurrent(place.get().groupId(), place.get().epoch());
    }
    MlsMessage decoded = MlsMessage.decode(message, env.limits());
    if (decoded instanceof MlsMessage.Public received) {
      return handlePublic(received.message());
    }
    if (decoded instanceof MlsMessage.Private received) {
      return handlePrivate(received.message());
    }
    throw Reader.malformed("not a handshake message");
  }

  private Optional<Handled> handleOwn(Bytes hash) throws MlsException {
    Optional<Memory.Pending> pending = memory.pending().filter(p -> p.messageHash().equals(hash));
    if (pending.isPresent()) {
      Memory.Pending commit = pending.get();
      memory.enterPending(env.limits());
      return Optional.of(
          new Handled.Entered(
              commit.next().context().epoch(),
              commit.next().ownLeaf(),
              commit.added(),
              commit.removed()));
    }
    Memory.OwnProposal own = memory.ownProposals.get(hash);
    if (own == null) {
      return Optional.empty();
    }
    ProposalEntry entry = own.entry();
    if (!memory.proposals.containsKey(own.reference())) {
      Memory.requireRoom(memory.proposals.values(), entry, env.limits());
      memory.proposals.put(own.reference(), entry);
    }
    return Optional.of(new Handled.Proposed(own.reference(), entry.sender(), entry.proposal()));
  }

  private Handled handlePublic(PublicMessage message) throws MlsException {
    EpochState state = memory.state();
    FramedContent content = message.content();
    requireCurrent(content.groupId(), content.epoch());
    requireHandshake(content.content().contentType());
    if (content.sender() instanceof Sender.Member member && member.leaf() == state.ownLeaf()) {
      throw new MlsException(Reason.WRONG_SENDER, "a message of ours that we do not know");
    }
    Bytes signatureKey = SenderKeys.of(state, content);
    AuthenticatedContent authenticated =
        message.unprotect(state.suite(), state.context(), state.secrets().membership());
    authenticated.verifySignature(state.suite(), state.context(), signatureKey);
    return change(authenticated, () -> {});
  }

  private Handled handlePrivate(PrivateMessage message) throws MlsException {
    EpochState state = memory.state();
    requireCurrent(message.groupId(), message.epoch());
    requireHandshake(message.contentType());
    try (PrivateMessage.Opened opened =
        message.open(
            state.suite(),
            state.secretTree(),
            state.secrets().senderData(),
            leaf -> leaf != state.ownLeaf() && state.isMember(leaf),
            env.limits())) {
      AuthenticatedContent authenticated = opened.content();
      authenticated.verifySignature(
          state.suite(), state.context(), SenderKeys.of(state, authenticated.content()));
      return change(authenticated, () -> opened.key().apply());
    }
  }

  /**
   * The change that a verified message makes; {@code first} runs when nothing can fail any more.
   */
  private Handled change(AuthenticatedContent message, Runnable first) throws MlsException {
    Content content = message.content().content();
    if (content instanceof Proposal proposal) {
      ProposalEntry entry = new ProposalEntry(proposal, message.content().sender());
      Memory.requireRoom(memory.proposals.values(), entry, env.limits());
      ProposalRules.received(env, memory.state()).checkReceived(entry);
      Bytes reference = message.reference(memory.state().suite());
      first.run();
      memory.proposals.put(reference, entry);
      return new Handled.Proposed(reference, entry.sender(), proposal);
    }
    CommitProcessor.Outcome outcome =
        new CommitProcessor(
                env, memory.state(), memory.proposals, memory.ownUpdates, memory.psks(env))
            .process(message);
    first.run();
    if (outcome.next().isEmpty()) {
      memory.leave();
      return new Handled.Removed(outcome.committer());
    }
    memory.enter(outcome.next().get(), env.limits());
    return new Handled.Entered(
        memory.state().context().epoch(), outcome.committer(), outcome.added(), outcome.removed());
  }

  Received unprotect(Bytes message) throws MlsException {
    requireMember();
    if (!(MlsMessage.decode(message, env.limits()) instanceof MlsMessage.Private received)
        || received.message().contentType() != ContentType.APPLICATION) {
      throw Reader.malformed("not an application message");
    }
    return open(received.message());
  }

  private Received open(PrivateMessage message) throws MlsException {
    EpochState state = memory.state();
    requireGroup(message.groupId());
    if (message.epoch() == state.context().epoch()) {
      return open(
          message,
          new PastEpoch(
              state.context(), state.tree(), state.secrets().senderData(), state.secretTree()));
    }
    for (PastEpoch past : List.copyOf(memory.past)) {
      if (past.context().epoch() == message.epoch()) {
        return open(message, past);
      }
    }
    throw wrongEpoch(message.epoch());
  }

  private Received open(PrivateMessage message, PastEpoch epoch) throws MlsException {
    RatchetTree tree = epoch.tree();
    try (PrivateMessage.Opened opened =
        message.open(
            tree.suite(),
            epoch.secretTree(),
            epoch.senderData(),
            leaf -> leaf < tree.leaves() && tree.leaf((int) leaf).isPresent(),
            env.limits())) {
      LeafNode sender = tree.leaf(opened.sender()).orElseThrow();
      opened.content().verifySignature(tree.suite(), epoch.context(), sender.signatureKey());
      if (opened.sender() == memory.state().ownLeaf()) {
        throw new MlsException(Reason.ROLLED_BACK, "a message of ours that we have not sent yet");
      }
      opened.key().apply();
      FramedContent content = opened.content().content();
      return new Received(
          content.epoch(),
          opened.sender(),
          sender,
          content.authenticatedData(),
          ((Content.Application) content.content()).data());
    }
  }

  private Bytes limited(Bytes message) throws MlsException {
    if (message.length() > env.limits().maxMessageBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "message of " + message.length() + " bytes");
    }
    return message;
  }

  private void requireMember() throws MlsException {
    if (memory.removed()) {
      throw new MlsException(Reason.REMOVED, "removed from this group");
    }
  }

  private void requireGroup(Bytes groupId) throws MlsException {
    if (!groupId.equals(memory.state().context().groupId())) {
      throw new MlsException(Reason.WRONG_GROUP, "message of another group");
    }
  }

  private void requireCurrent(Bytes groupId, long epoch) throws MlsException {
    requireGroup(groupId);
    if (epoch != memory.state().context().epoch()) {
      throw wrongEpoch(epoch);
    }
  }

  private MlsException wrongEpoch(long epoch) {
    return new MlsException(
        Reason.WRONG_EPOCH,
        "message of epoch %s in epoch %s"
            .formatted(
                Long.toUnsignedString(epoch),
                Long.toUnsignedString(memory.state().context().epoch())));
  }

  private static void requireHandshake(ContentType type) throws MlsException {
    if (type == ContentType.APPLICATION) {
      throw Reader.malformed("an application message, which unprotect opens");
    }
  }
}
