package keyturn.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.ProposalOrRef;
import keyturn.mls.framing.Sender;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.TranscriptHash;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeKem;
import keyturn.mls.tree.TreeMath;
import keyturn.mls.tree.UpdatePath;

/**
 * Works out the epoch that somebody's commit leads to (RFC 9420 §12.4.2). Changes nothing: the
 * result is either a whole new state or none.
 *
 * @param proposals received in this epoch, by reference
 * @param ownUpdates leaf keys of our own Update proposals, by public key
 */
record CommitProcessor(
    Environment env,
    EpochState state,
    Map<Bytes, ProposalEntry> proposals,
    Map<Bytes, KemKeyPair> ownUpdates,
    KnownPsks psks) {

  /**
   * What a commit does.
   *
   * @param next empty if it removes us
   */
  record Outcome(
      Optional<EpochState> next, int committer, List<Integer> added, List<Integer> removed) {}

  /** Follows a commit whose signature has been verified. */
  Outcome process(AuthenticatedContent message) throws MlsException {
    Commit commit = (Commit) message.content().content();
    Sender sender = message.content().sender();
    boolean external = sender instanceof Sender.NewMemberCommit;
    List<ProposalEntry> entries = resolve(commit, sender);
    ProposalRules rules = ProposalRules.received(env, state);
    if (external) {
      rules.checkExternal(entries);
    } else {
      rules.checkRegular(entries, (int) ((Sender.Member) sender).leaf());
    }
    requirePath(commit, entries);
    Applied applied = Applied.apply(state, entries, env.limits());
    int committer =
        external
            ? applied.tree().extendTo(applied.tree().nextFreeLeaf(), env.limits())
            : (int) ((Sender.Member) sender).leaf();
    List<Integer> added = new ArrayList<>(applied.added().keySet());
    if (external) {
      added.add(committer);
      checkJoiner(commit, applied);
    }
    if (commit.path().isPresent()) {
      mergePath(commit.path().get(), applied, committer, external);
    }
    MemberRules.check(applied.tree(), applied.extensions());
    MemberRules.checkClients(env.policy(), state.tree(), applied.tree());
    if (applied.removed().contains(state.ownLeaf())) {
      return new Outcome(Optional.empty(), committer, added, applied.removed());
    }
    EpochState next = enter(message, commit, applied, committer);
    return new Outcome(Optional.of(next), committer, added, applied.removed());
  }

  /** The proposals of a commit, those by reference from what we have received. */
  private List<ProposalEntry> resolve(Commit commit, Sender sender) throws MlsException {
    List<ProposalEntry> entries = new ArrayList<>();
    for (ProposalOrRef item : commit.proposals()) {
      if (item instanceof ProposalOrRef.ByValue value) {
        entries.add(new ProposalEntry(value.proposal(), sender));
      } else {
        if (sender instanceof Sender.NewMemberCommit) {
          throw new MlsException(Reason.INVALID_COMMIT, "external commit with a reference");
        }
        ProposalEntry entry = proposals.get(((ProposalOrRef.ByReference) item).reference());
        if (entry == null) {
          throw new MlsException(Reason.UNKNOWN_PROPOSAL, "commit of an unknown proposal");
        }
        entries.add(entry);
      }
    }
    return entries;
  }

  static void requirePath(Commit commit, List<ProposalEntry> entries) throws MlsException {
    boolean required =
        entries.isEmpty() || entries.stream().anyMatch(entry -> entry.proposal().needsPath());
    if (required && commit.path().isEmpty()) {
      throw new MlsException(Reason.INVALID_COMMIT, "commit without the path it needs");
    }
  }

  private void checkJoiner(Commit commit, Applied applied) throws MlsException {
    LeafNode joiner = commit.path().orElseThrow().leaf();
    Optional<LeafNode> removed =
        applied.removed().stream().findFirst().flatMap(leaf -> state.tree().leaf(leaf));
    if (!env.policy().acceptsExternalJoin(joiner, removed)) {
      throw new MlsException(Reason.REFUSED, "external join not accepted");
    }
  }

  private void mergePath(UpdatePath path, Applied applied, int committer, boolean external)
      throws MlsException {
    Optional<LeafNode> before =
        external
            ? applied.removed().stream().findFirst().flatMap(leaf -> state.tree().leaf(leaf))
            : state.tree().leaf(committer);
    if (before.isPresent() && before.get().encryptionKey().equals(path.leaf().encryptionKey())) {
      throw new MlsException(Reason.INVALID_COMMIT, "path with the encryption key kept");
    }
    new PathRules(env, state.suite(), state.context().groupId())
        .merge(applied.tree(), committer, before, path, applied.added().keySet());
  }

  private EpochState enter(
      AuthenticatedContent message, Commit commit, Applied applied, int committer)
      throws MlsException {
    Suite suite = state.suite();
    RatchetTree tree = applied.tree();
    GroupContext provisional = state.context().next(tree.treeHash(), applied.extensions());
    EpochState next = null;
    boolean right = false;
    try (PrivateKeys keys = state.keys().copy()) {
      ownUpdate(tree, keys);
      try (SecretBytes commitSecret = commitSecret(commit, applied, committer, provisional, keys);
          SecretBytes pskSecret = psks.secret(suite, applied.psks());
          SecretBytes initSecret = initSecret(applied);
          JoinerSecret joiner = joiner(message, provisional, initSecret, commitSecret, pskSecret)) {
        keys.retainThoseOf(tree);
        next =
            EpochState.enter(
                confirmed(message, provisional), tree, state.ownLeaf(), keys.copy(), joiner);
      }
      Bytes tag = message.auth().confirmationTag().orElse(Bytes.EMPTY);
      if (!next.confirmationTag().equals(tag)) {
        throw MlsException.notAuthentic();
      }
      right = true;
      return next;
    } finally {
      if (next != null && !right) {
        next.close();
      }
    }
  }

  private GroupContext confirmed(AuthenticatedContent message, GroupContext provisional) {
    return provisional.withTranscript(
        TranscriptHash.confirmed(
            state.suite(), state.interimTranscriptHash(), message.transcriptInput()));
  }

  private JoinerSecret joiner(
      AuthenticatedContent message,
      GroupContext provisional,
      SecretBytes initSecret,
      SecretBytes commitSecret,
      SecretBytes pskSecret) {
    return JoinerSecret.ofCommit(
        state.suite(),
        initSecret,
        commitSecret,
        pskSecret,
        confirmed(message, provisional).encodedArray());
  }

  /** Puts the key of our Update in place, if the commit has brought one of them into the tree. */
  private void ownUpdate(RatchetTree tree, PrivateKeys keys) {
    tree.leaf(state.ownLeaf())
        .map(leaf -> ownUpdates.get(leaf.encryptionKey()))
        .ifPresent(pair -> keys.put(TreeMath.nodeOf(state.ownLeaf()), pair.copy()));
  }

  private SecretBytes initSecret(Applied applied) throws MlsException {
    return applied.externalInit().isPresent()
        ? ExternalSecret.receive(state.suite(), state.secrets(), applied.externalInit().get())
            .initSecret()
        : state.secrets().init().copy();
  }

  private SecretBytes commitSecret(
      Commit commit, Applied applied, int committer, GroupContext provisional, PrivateKeys keys)
      throws MlsException {
    if (commit.path().isEmpty()) {
      return state.suite().zeroSecret();
    }
    RatchetTree tree = applied.tree();
    try (SecretBytes pathSecret =
        TreeKem.decrypt(
            tree,
            committer,
            state.ownLeaf(),
            commit.path().get(),
            applied.added().keySet(),
            keys,
            provisional.encodedArray())) {
      int from =
          TreeMath.commonAncestor(TreeMath.nodeOf(committer), TreeMath.nodeOf(state.ownLeaf()));
      return TreeKem.follow(tree, committer, from, pathSecret, keys);
    }
  }
}
