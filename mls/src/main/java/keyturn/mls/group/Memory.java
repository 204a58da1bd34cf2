package keyturn.mls.group;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SignatureKey;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.tree.PrivateKeys;

/**
 * Everything that a group remembers, and how it is saved. Owns its secrets; not thread-safe.
 *
 * <pre>
 * saved = version (2) || signature key || epoch state || resumption secrets
 *         || past epochs || proposals || our proposals || our Updates' keys || pending commit
 * </pre>
 */
final class Memory implements Encodable, AutoCloseable {
  private static final int VERSION = 1;

  /** A commit of ours that waits to be handled. */
  record Pending(Bytes messageHash, EpochState next, List<Integer> added, List<Integer> removed) {}

  /**
   * A proposal of ours, by the hash of its message; it is no proposal of this epoch until it comes
   * back in the order that all members see (RFC 9420 §12.4).
   */
  record OwnProposal(Bytes reference, ProposalEntry entry) {}

  final SecretBytes signatureKey;
  final SignatureKey signer;
  final Map<Bytes, ProposalEntry> proposals = new LinkedHashMap<>();
  final Map<Bytes, OwnProposal> ownProposals = new LinkedHashMap<>();
  final Map<Bytes, KemKeyPair> ownUpdates = new LinkedHashMap<>();
  final TreeMap<Long, SecretBytes> resumption = new TreeMap<>(Long::compareUnsigned);
  final Deque<PastEpoch> past = new ArrayDeque<>();
  private EpochState state;
  private Optional<Pending> pending = Optional.empty();
  private boolean removed;

  /** Takes both over. */
  Memory(SecretBytes signatureKey, EpochState state, Limits limits) {
    this.signatureKey = signatureKey;
    this.signer = SignatureKey.of(state.suite().signature(), signatureKey);
    this.state = state;
    remember(limits);
  }

  EpochState state() {
    return state;
  }

  Optional<Pending> pending() {
    return pending;
  }

  boolean removed() {
    return removed;
  }

  void setPending(Pending commit) {
    pending = Optional.of(commit);
  }

  void discardPending() {
    pending.ifPresent(p -> p.next().close());
    pending = Optional.empty();
  }

  /** Whether one more may wait with those. */
  static void requireRoom(Collection<ProposalEntry> waiting, ProposalEntry more, Limits limits)
      throws MlsException {
    long bytes = waiting.stream().mapToLong(entry -> entry.encodedArray().length).sum();
    if (waiting.size() >= limits.maxProposals()
        || bytes + more.encodedArray().length > limits.maxProposalBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "too many proposals wait");
    }
  }

  KnownPsks psks(Environment env) {
    return new KnownPsks(env, state.context().groupId(), resumption);
  }

  /** By which a message of ours is known when it comes back. */
  Bytes hash(Bytes message) {
    return state.suite().hash(message.toArray());
  }

  /** Begins the epoch of our own commit, which the server has taken. */
  void enterPending(Limits limits) {
    EpochState next = pending.orElseThrow().next();
    pending = Optional.empty();
    enter(next, limits);
  }

  /** Begins an epoch and erases all that belonged to the last one only (RFC 9420 §9.2). */
  void enter(EpochState next, Limits limits) {
    discardPending();
    forgetProposals();
    if (limits.pastEpochs() > 0) {
      past.addLast(PastEpoch.of(state));
    } else {
      state.close();
    }
    trimPast(limits);
    state = next;
    remember(limits);
  }

  private void trimPast(Limits limits) {
    while (past.size() > limits.pastEpochs()) {
      past.removeFirst().close();
    }
  }

  /** We are out: nothing is kept but that. */
  void leave() {
    removed = true;
    discardPending();
    forgetProposals();
    eraseEpochs();
  }

  private void remember(Limits limits) {
    resumption.put(state.context().epoch(), state.secrets().resumption().copy());
    while (resumption.size() > limits.resumptionEpochs()) {
      resumption.pollFirstEntry().getValue().close();
    }
  }

  private void forgetProposals() {
    proposals.clear();
    ownProposals.clear();
    ownUpdates.values().forEach(KemKeyPair::close);
    ownUpdates.clear();
  }

  private void eraseEpochs() {
    state.close();
    past.forEach(PastEpoch::close);
    past.clear();
    resumption.values().forEach(SecretBytes::close);
    resumption.clear();
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u16(VERSION).vector(signatureKey).put(state).u32(resumption.size());
    resumption.forEach((epoch, secret) -> writer.u64(epoch).vector(secret));
    writer.u32(past.size());
    past.forEach(writer::put);
    writer.u32(proposals.size());
    proposals.forEach((reference, entry) -> writer.vector(reference).put(entry));
    writer.u32(ownProposals.size());
    ownProposals.forEach(
        (hash, own) -> writer.vector(hash).vector(own.reference()).put(own.entry()));
    writer.u32(ownUpdates.size());
    ownUpdates.values().forEach(pair -> writer.vector(pair.privateKey()).vector(pair.publicKey()));
    writer.u8(pending.isPresent() ? 1 : 0);
    pending.ifPresent(
        p -> writer.vector(p.messageHash()).put(p.next()).u32List(p.added()).u32List(p.removed()));
  }

  static Memory read(Reader reader, Limits limits) throws MlsException {
    int version = reader.u16();
    if (version != VERSION) {
      throw new MlsException(Reason.UNSUPPORTED, "saved group of version " + version);
    }
    SecretBytes signatureKey = reader.secretVector();
    EpochState state = EpochState.read(reader, limits);
    if (!state.suite().signature().isPrivateKey(signatureKey)) {
      throw Reader.malformed("saved signature key is none");
    }
    Memory memory = new Memory(signatureKey, state, limits);
    boolean done = false;
    try {
      memory.readRest(reader, limits);
      done = true;
      return memory;
    } finally {
      if (!done) {
        memory.close();
      }
    }
  }

  private void readRest(Reader reader, Limits limits) throws MlsException {
    for (int n = reader.index(); n > 0; n--) {
      SecretBytes before =
          resumption.put(reader.u64(), reader.secretVector(state.suite().secretBytes()));
      if (before != null) {
        before.close();
      }
    }
    for (int n = reader.index(); n > 0; n--) {
      past.addLast(PastEpoch.read(reader, limits));
    }
    for (int n = reader.index(); n > 0; n--) {
      proposals.put(reader.vector(), ProposalEntry.read(reader));
    }
    for (int n = reader.index(); n > 0; n--) {
      ownProposals.put(
          reader.vector(), new OwnProposal(reader.vector(), ProposalEntry.read(reader)));
    }
    for (int n = reader.index(); n > 0; n--) {
      KemKeyPair pair = PrivateKeys.readPair(state.suite(), reader);
      ownUpdates.put(pair.publicKey(), pair);
    }
    if (reader.flag()) {
      pending =
          Optional.of(
              new Pending(
                  reader.vector(),
                  EpochState.read(reader, limits),
                  reader.list(Reader::index),
                  reader.list(Reader::index)));
    }
    trimPast(limits);
    reader.finish();
  }

  @Override
  public void close() {
    discardPending();
    forgetProposals();
    eraseEpochs();
    signatureKey.close();
    signer.close();
  }
}
