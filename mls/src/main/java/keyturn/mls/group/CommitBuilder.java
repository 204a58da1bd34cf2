package keyturn.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SignatureKey;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.PrivateMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.ProposalOrRef;
import keyturn.mls.framing.PublicMessage;
import keyturn.mls.framing.Sender;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.TranscriptHash;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.PathSecrets;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeKem;
import keyturn.mls.tree.TreeMath;
import keyturn.mls.tree.UpdatePath;

/** Makes a member's commit, the Welcome, and the epoch that follows (RFC 9420 §12.4.1). */
record CommitBuilder(
    Environment env,
    EpochState state,
    SecretBytes signatureKey,
    SignatureKey signer,
    Map<Bytes, ProposalEntry> received,
    KnownPsks psks) {

  /** More than what a message adds to its content, signature and authenticated data. */
  static final int MAX_FRAME_BYTES = 1024;

  /** A commit with the epoch it leads to, which the caller owns. */
  record Built(Committed committed, EpochState next, List<Integer> added, List<Integer> removed) {}

  /** A path of our own, with its secrets. */
  record OwnPath(UpdatePath path, PathSecrets secrets, KemKeyPair leafKey)
      implements AutoCloseable {
    @Override
    public void close() {
      secrets.close();
      leafKey.close();
    }
  }

  Built build(CommitRequest request) throws MlsException {
    ProposalRules rules = new ProposalRules(env, state);
    Sender sender = new Sender.Member(state.ownLeaf());
    List<ProposalEntry> own = new ArrayList<>();
    for (Proposal proposal : request.proposals()) {
      ProposalEntry entry = new ProposalEntry(proposal, sender);
      rules.checkOne(entry);
      own.add(entry);
    }
    Map<Bytes, ProposalEntry> chosen =
        request.pending() == CommitRequest.Pending.COMMIT
            ? new PendingSelection(env, state, psks, own).choose(received)
            : Map.of();
    List<ProposalEntry> entries = new ArrayList<>(chosen.values());
    entries.addAll(own);
    rules.checkList(entries, state.ownLeaf());
    Applied applied = Applied.apply(state, entries, env.limits());
    MemberRules.check(applied.tree(), applied.extensions());
    MemberRules.checkClients(env.policy(), state.tree(), applied.tree());
    List<ProposalOrRef> items = new ArrayList<>();
    chosen.keySet().forEach(reference -> items.add(new ProposalOrRef.ByReference(reference)));
    request.proposals().forEach(p -> items.add(new ProposalOrRef.ByValue(p)));
    boolean path =
        request.path() == CommitRequest.Path.ALWAYS
            || entries.isEmpty()
            || entries.stream().anyMatch(entry -> entry.proposal().needsPath());
    return path ? withPath(request, items, applied) : withoutPath(request, items, applied);
  }

  private Built withoutPath(CommitRequest request, List<ProposalOrRef> items, Applied applied)
      throws MlsException {
    GroupContext provisional =
        state.context().next(applied.tree().treeHash(), applied.extensions());
    try (SecretBytes commitSecret = state.suite().zeroSecret();
        PrivateKeys keys = state.keys().copy()) {
      Commit commit = new Commit(items, Optional.empty());
      return finish(request, commit, applied, provisional, keys, commitSecret, List.of());
    }
  }

  private Built withPath(CommitRequest request, List<ProposalOrRef> items, Applied applied)
      throws MlsException {
    RatchetTree tree = applied.tree();
    int own = state.ownLeaf();
    try (OwnPath path =
            makePath(
                env,
                tree,
                own,
                tree.leaf(own).orElseThrow().content(),
                signatureKey,
                state.context(),
                applied);
        PrivateKeys keys = state.keys().copy()) {
      keys.retainThoseOf(tree);
      store(keys, tree, own, path);
      GroupContext provisional = state.context().next(tree.treeHash(), applied.extensions());
      Commit commit = new Commit(items, Optional.of(path.path()));
      return finish(
          request,
          commit,
          applied,
          provisional,
          keys,
          path.secrets().commitSecret(),
          path.secrets().secrets());
    }
  }

  /** Renews a leaf and its path in {@code tree}, and encrypts the path (RFC 9420 §7.5). */
  static OwnPath makePath(
      Environment env,
      RatchetTree tree,
      int own,
      LeafNode.Content leaf,
      SecretBytes signatureKey,
      GroupContext before,
      Applied applied)
      throws MlsException {
    Suite suite = tree.suite();
    KemKeyPair leafKey = suite.kem().generate(env.random());
    PathSecrets secrets =
        TreeKem.freshPath(suite, tree.filteredDirectPath(own).size(), env.random());
    boolean done = false;
    try {
      Bytes parentHash =
          TreeKem.merge(tree, own, secrets.pairs().stream().map(KemKeyPair::publicKey).toList());
      tree.setLeaf(
          own,
          leaf.renewed(leafKey.publicKey(), new LeafSource.FromCommit(parentHash))
              .sign(suite, signatureKey, before.groupId(), own));
      byte[] context = before.next(tree.treeHash(), applied.extensions()).encodedArray();
      UpdatePath path =
          TreeKem.encrypt(tree, own, secrets, applied.added().keySet(), context, env.random());
      done = true;
      return new OwnPath(path, secrets, leafKey);
    } finally {
      if (!done) {
        leafKey.close();
        secrets.close();
      }
    }
  }

  /** Puts the private half of a path into our keys. */
  static void store(PrivateKeys keys, RatchetTree tree, int own, OwnPath path) {
    keys.put(TreeMath.nodeOf(own), path.leafKey().copy());
    List<RatchetTree.Step> steps = tree.filteredDirectPath(own);
    for (int i = 0; i < steps.size(); i++) {
      keys.put(steps.get(i).node(), path.secrets().pairs().get(i).copy());
    }
  }

  private Built finish(
      CommitRequest request,
      Commit commit,
      Applied applied,
      GroupContext provisional,
      PrivateKeys keys,
      SecretBytes commitSecret,
      List<SecretBytes> pathSecrets)
      throws MlsException {
    Suite suite = state.suite();
    FramedContent content =
        new FramedContent(
            state.context().groupId(),
            state.context().epoch(),
            new Sender.Member(state.ownLeaf()),
            request.authenticatedData(),
            commit);
    AuthenticatedContent signed =
        AuthenticatedContent.sign(suite, request.wireFormat(), content, state.context(), signer);
    GroupContext context =
        provisional.withTranscript(
            TranscriptHash.confirmed(
                suite, state.interimTranscriptHash(), signed.transcriptInput()));
    try (SecretBytes pskSecret = psks.secret(suite, applied.psks());
        JoinerSecret joiner =
            JoinerSecret.ofCommit(
                suite, state.secrets().init(), commitSecret, pskSecret, context.encodedArray())) {
      EpochState next =
          EpochState.enter(context, applied.tree(), state.ownLeaf(), keys.copy(), joiner);
      boolean done = false;
      try {
        Optional<Bytes> welcome =
            applied.added().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new WelcomeBuilder(env, next, signatureKey, joiner)
                        .build(applied, pathSecrets, request.treeInWelcome()));
        AuthenticatedContent tagged = signed.withTag(next.confirmationTag());
        requireSendable(env, tagged);
        Built built =
            new Built(
                new Committed(protect(tagged), welcome),
                next,
                List.copyOf(applied.added().keySet()),
                applied.removed());
        done = true;
        return built;
      } finally {
        if (!done) {
          next.close();
        }
      }
    }
  }

  private Bytes protect(AuthenticatedContent content) {
    return protect(env, state, content, 0);
  }

  /**
   * Refuses what the others would for its size, while nothing has changed yet: the ratchet moves
   * when it is protected.
   */
  static void requireSendable(Environment env, AuthenticatedContent content) throws MlsException {
    if (content.encodedArray().length + (long) MAX_FRAME_BYTES > env.limits().maxMessageBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "message of ours");
    }
  }

  /** Protects a message of ours as its wire format says. */
  static Bytes protect(
      Environment env, EpochState state, AuthenticatedContent content, int padding) {
    MlsMessage message =
        content.wireFormat() == WireFormat.PUBLIC_MESSAGE
            ? new MlsMessage.Public(
                PublicMessage.protect(
                    state.suite(), content, state.context(), state.secrets().membership()))
            : new MlsMessage.Private(
                PrivateMessage.protect(
                    state.suite(),
                    content,
                    state.secretTree(),
                    state.secrets().senderData(),
                    padding,
                    env.random()));
    return message.encoded();
  }
}
