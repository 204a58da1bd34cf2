package keyturn.mls.group;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;

/** The validity of proposals and of lists of them (RFC 9420 §12.1, §12.2). */
record ProposalRules(Environment env, EpochState state, Stage stage) {

  /** Whether it is we who send this, or follow what others have sent, perhaps long ago. */
  enum Stage {
    SENDING,
    FOLLOWING
  }

  /** For what we send ourselves: what has expired or was revoked is refused too. */
  ProposalRules(Environment env, EpochState state) {
    this(env, state, Stage.SENDING);
  }

  /** For what others have sent. */
  static ProposalRules received(Environment env, EpochState state) {
    return new ProposalRules(env, state, Stage.FOLLOWING);
  }

  /** One proposal, as it may be received or committed. */
  void checkOne(ProposalEntry entry) throws MlsException {
    Proposal proposal = entry.proposal();
    if (proposal instanceof Proposal.Add add) {
      LeafRules.check(env, state.suite(), add.keyPackage());
      checkCurrent(add.keyPackage().leaf());
    } else if (proposal instanceof Proposal.Update update) {
      checkUpdate(update.leaf(), entry);
    } else if (proposal instanceof Proposal.Remove remove) {
      require(state.isMember(remove.removed()), "removes nobody");
    } else if (proposal instanceof Proposal.PreSharedKey psk) {
      checkPsk(psk.id());
    } else if (proposal instanceof Proposal.GroupContextExtensions extensions) {
      LeafRules.context(env, extensions.extensions());
    } else if (proposal instanceof Proposal.ReInit) {
      throw new MlsException(Reason.UNSUPPORTED, "reinitialisation of groups");
    }
    checkPermission(entry);
  }

  /** One proposal that comes in a message of its own. */
  void checkReceived(ProposalEntry entry) throws MlsException {
    Proposal proposal = entry.proposal();
    require(!(proposal instanceof Proposal.ExternalInit), "ExternalInit outside a commit");
    require(
        !(entry.sender() instanceof Sender.External) || !(proposal instanceof Proposal.Update),
        "Update by an external sender");
    checkOne(entry);
  }

  private void checkUpdate(LeafNode leaf, ProposalEntry entry) throws MlsException {
    if (!(entry.sender() instanceof Sender.Member member)) {
      throw invalid("Update by somebody who is no member");
    }
    LeafNode before = state.tree().leaf((int) member.leaf()).orElseThrow();
    require(leaf.source() instanceof LeafSource.FromUpdate, "leaf not made for an Update");
    require(
        !leaf.encryptionKey().equals(before.encryptionKey()),
        "Update with the encryption key kept");
    LeafRules.check(env, state.suite(), leaf, state.context().groupId(), (int) member.leaf());
    checkReplacement(before, leaf);
    checkCurrent(leaf);
  }

  private void checkCurrent(LeafNode leaf) throws MlsException {
    if (stage == Stage.SENDING && !env.policy().isCurrent(leaf, env.clock().instant())) {
      throw new MlsException(Reason.INVALID_KEY_PACKAGE, "leaf out of its lifetime, or revoked");
    }
  }

  void checkReplacement(LeafNode before, LeafNode after) throws MlsException {
    if (!env.policy().acceptsReplacement(before, after)) {
      throw new MlsException(Reason.REFUSED, "replacement of a leaf not accepted");
    }
  }

  private void checkPsk(PreSharedKeyId id) throws MlsException {
    require(id.nonce().length() == state.suite().secretBytes(), "PSK nonce of the wrong length");
    require(
        !(id instanceof PreSharedKeyId.Resumption resumption)
            || resumption.usage() == PreSharedKeyId.Usage.APPLICATION,
        "resumption PSK for reinit or branch");
  }

  private void checkPermission(ProposalEntry entry) throws MlsException {
    if (entry.sender() instanceof Sender.Member member) {
      LeafNode sender = state.tree().leaf((int) member.leaf()).orElseThrow();
      if (!env.policy().acceptsProposal(sender, entry.proposal())) {
        throw new MlsException(Reason.REFUSED, "proposal not accepted");
      }
    } else if (!(entry.sender() instanceof Sender.NewMemberCommit)
        && !env.policy().acceptsOutsideProposal(entry.sender(), entry.proposal())) {
      throw new MlsException(Reason.REFUSED, "proposal from outside not accepted");
    }
  }

  /** The list of a member's commit. */
  void checkRegular(List<ProposalEntry> entries, int committer) throws MlsException {
    checkCount(entries);
    for (ProposalEntry entry : entries) {
      checkOne(entry);
    }
    checkList(entries, committer);
  }

  /** What must hold between the proposals of a member's commit, each of them checked already. */
  void checkList(List<ProposalEntry> entries, int committer) throws MlsException {
    checkCount(entries);
    Set<Long> changed = new HashSet<>();
    int contexts = 0;
    for (ProposalEntry entry : entries) {
      Proposal proposal = entry.proposal();
      require(!(proposal instanceof Proposal.ExternalInit), "ExternalInit by a member");
      if (proposal instanceof Proposal.Update) {
        require(!entry.isFrom(committer), "committer's own Update");
        long leaf = ((Sender.Member) entry.sender()).leaf();
        require(changed.add(leaf), "two changes of leaf " + leaf);
      } else if (proposal instanceof Proposal.Remove remove) {
        require(remove.removed() != committer, "committer removes itself");
        require(changed.add(remove.removed()), "two changes of leaf " + remove.removed());
      } else if (proposal instanceof Proposal.GroupContextExtensions) {
        contexts++;
      }
    }
    require(contexts <= 1, "two GroupContextExtensions");
    checkAdds(entries);
    checkPsks(entries);
  }

  /** The list of an external commit, all by value. */
  void checkExternal(List<ProposalEntry> entries) throws MlsException {
    checkCount(entries);
    int inits = 0;
    int removes = 0;
    for (ProposalEntry entry : entries) {
      checkOne(entry);
      Proposal proposal = entry.proposal();
      if (proposal instanceof Proposal.ExternalInit) {
        inits++;
      } else if (proposal instanceof Proposal.Remove) {
        removes++;
      } else {
        require(proposal instanceof Proposal.PreSharedKey, "not for an external commit");
      }
    }
    require(inits == 1, "external commit with " + inits + " ExternalInit");
    require(removes <= 1, "external commit with " + removes + " Remove");
    checkPsks(entries);
  }

  private void checkCount(List<ProposalEntry> entries) throws MlsException {
    if (entries.size() > env.limits().maxProposals()) {
      throw new MlsException(Reason.TOO_LARGE, entries.size() + " proposals");
    }
  }

  private void checkAdds(List<ProposalEntry> entries) throws MlsException {
    Set<Long> removed = new HashSet<>();
    Set<LeafNode> added = new HashSet<>();
    entries.forEach(
        entry -> {
          if (entry.proposal() instanceof Proposal.Remove remove) {
            removed.add(remove.removed());
          }
        });
    for (ProposalEntry entry : entries) {
      if (entry.proposal() instanceof Proposal.Add add) {
        LeafNode leaf = add.keyPackage().leaf();
        require(
            added.stream().noneMatch(other -> env.policy().sameClient(other, leaf)),
            "one client added twice");
        added.add(leaf);
        Optional<Integer> twin =
            state.tree().members().stream()
                .filter(index -> !removed.contains((long) index))
                .filter(index -> isClient(index, leaf))
                .findFirst();
        require(twin.isEmpty(), "adds a client that is a member");
      }
    }
  }

  private boolean isClient(int index, LeafNode leaf) {
    return env.policy().sameClient(state.tree().leaf(index).orElseThrow(), leaf);
  }

  private void checkPsks(List<ProposalEntry> entries) throws MlsException {
    Set<PreSharedKeyId> ids = new HashSet<>();
    for (ProposalEntry entry : entries) {
      if (entry.proposal() instanceof Proposal.PreSharedKey psk) {
        require(ids.add(psk.id()), "one PSK twice");
      }
    }
  }

  private static void require(boolean condition, String otherwise) throws MlsException {
    if (!condition) {
      throw invalid(otherwise);
    }
  }

  private static MlsException invalid(String what) {
    return new MlsException(Reason.INVALID_PROPOSAL, what);
  }
}
