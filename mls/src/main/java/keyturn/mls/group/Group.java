package keyturn.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.Lifetime;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeMath;

/**
 * A member's end of one group (RFC 9420). Somebody, usually a server, puts the handshake messages
 * of all members into one order; every member calls {@link #handle} with each of them in that
 * order, its own included.
 *
 * <ul>
 *   <li>A method that throws {@link MlsException} has changed nothing.
 *   <li>Whatever returns has changed the group, opening a message as well as making one: {@link
 *       #save} it to disk before a message of ours leaves, and before one that {@link #handle} or
 *       {@link #unprotect} took is acknowledged. Otherwise a restart opens the same message again,
 *       whose key is still on the disk. An older state must never be resumed: it would use keys
 *       again, and then only the 32 random bits of the reuse guard (RFC 9420 §6.3.1) stand between
 *       two messages under one key and nonce. Who has lost state joins anew, {@linkplain
 *       #joinExternally replacing its old leaf}.
 *   <li>Keys are erased when the RFC says so (§9.2), as far as a JVM lets itself be told.
 *   <li>Thread-safe; groups do not share anything but their {@link Environment}.
 * </ul>
 */
public final class Group implements AutoCloseable {
  private final Memory memory;
  private final Environment env;
  private final Sending sending;
  private final Receiving receiving;

  private Group(Environment env, Memory memory) {
    this.memory = memory;
    this.env = env;
    this.sending = new Sending(env, memory);
    this.receiving = new Receiving(env, memory);
  }

  /** A member as the tree has it. */
  public record Member(int leaf, LeafNode node) {}

  /** A group just joined from outside, and the commit that says so. */
  public record Joined(Group group, Bytes message) {}

  /**
   * Creates a group of one (RFC 9420 §11).
   *
   * @param groupId best 32 random bytes
   * @param extensions of the group context, each supported by {@code identity}
   * @param lifetime of our first leaf
   */
  public static Group create(
      Environment env, Identity identity, Bytes groupId, Extensions extensions, Lifetime lifetime)
      throws MlsException {
    Suite suite = identity.suite();
    try (KemKeyPair leafKey = suite.kem().generate(env.random());
        SecretBytes epochSecret = suite.randomSecret(env.random())) {
      LeafNode leaf =
          identity
              .leaf(leafKey.publicKey(), new LeafSource.FromKeyPackage(lifetime), env.random())
              .sign(suite, identity.signatureKey());
      RatchetTree tree = RatchetTree.of(suite, leaf);
      GroupContext context =
          new GroupContext(suite.code(), groupId, 0, tree.treeHash(), Bytes.EMPTY, extensions);
      MemberRules.checkTree(env, tree, context);
      PrivateKeys keys = new PrivateKeys();
      keys.put(TreeMath.nodeOf(0), leafKey.copy());
      EpochState state = EpochState.of(suite, context, tree, 0, keys, epochSecret);
      return new Group(env, new Memory(identity.signatureKey().copy(), state, env.limits()));
    }
  }

  /**
   * Joins by a Welcome (RFC 9420 §12.4.3.1). That the group is not one of ours already, the
   * application sees by its {@link #groupId}.
   *
   * @param own stays the caller's, who erases it once the group is saved
   * @param tree if the Welcome does not carry it
   */
  public static Group join(Environment env, OwnKeyPackage own, Bytes welcome, Optional<Bytes> tree)
      throws MlsException {
    if (!(MlsMessage.decode(welcome, env.limits()) instanceof MlsMessage.Welcoming message)) {
      throw Reader.malformed("not a Welcome");
    }
    EpochState state = new WelcomeJoin(env, own).join(message.welcome(), tree);
    return new Group(env, new Memory(own.signatureKey().copy(), state, env.limits()));
  }

  /**
   * Joins by an external commit (RFC 9420 §12.4.3.2). The group is ours once the commit has been
   * accepted: until then nothing of it may be sent, and the commit itself is never given to {@link
   * #handle}, which is in the new epoch already. If it is refused, close it and begin again with a
   * newer GroupInfo.
   *
   * @param groupInfo of {@link #groupInfo}
   * @param removed the leaf that we were before
   */
  public static Joined joinExternally(
      Environment env,
      Identity identity,
      Bytes groupInfo,
      Optional<Bytes> tree,
      OptionalInt removed,
      List<PreSharedKeyId> psks)
      throws MlsException {
    if (!(MlsMessage.decode(groupInfo, env.limits()) instanceof MlsMessage.Informing message)) {
      throw Reader.malformed("not a GroupInfo");
    }
    ExternalJoin.Joined joined =
        new ExternalJoin(env, identity).join(message.groupInfo(), tree, removed, psks);
    Memory memory = new Memory(identity.signatureKey().copy(), joined.state(), env.limits());
    return new Joined(new Group(env, memory), joined.message());
  }

  /** Continues from {@link #save}; the secret stays the caller's. */
  public static Group load(Environment env, SecretBytes saved) throws MlsException {
    if (saved.length() > env.limits().maxStateBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "saved group of " + saved.length() + " bytes");
    }
    return new Group(env, Reader.decodeSecret(saved, r -> Memory.read(r, env.limits())));
  }

  /** The whole state, secret, in an encoding of ours that names its version. */
  public synchronized SecretBytes save() {
    sending.requireActive();
    try (Writer writer = new Writer()) {
      memory.writeTo(writer);
      return SecretBytes.adopt(writer.toArray());
    }
  }

  /**
   * Proposes something for somebody to commit. It counts, here as for the others, once {@link
   * #handle} has been given the message.
   */
  public synchronized Bytes propose(Proposal proposal, WireFormat format) throws MlsException {
    return sending.propose(proposal, format);
  }

  /** Proposes a new key for our own leaf (RFC 9420 §12.1.2). */
  public synchronized Bytes proposeUpdate(WireFormat format) throws MlsException {
    return sending.proposeUpdate(format);
  }

  /**
   * Makes a commit, which waits to be handled like everybody else's.
   *
   * @throws IllegalStateException if one of ours waits already, or we were removed
   */
  public synchronized Committed commit(CommitRequest request) throws MlsException {
    return sending.commit(request);
  }

  /**
   * Forgets our commit that waits, and the keys of the epoch it leads to. Only once it is sure that
   * it will never come in the order that all see, say because the server has refused it: if it does
   * come, the group goes on without us. (A commit of somebody else that comes first does this
   * anyway.)
   */
  public synchronized void discardPending() {
    memory.discardPending();
  }

  /** Takes the next handshake message in the order that all members see. */
  public synchronized Handled handle(Bytes message) throws MlsException {
    return receiving.handle(message);
  }

  /** Whether proposals wait: then a commit must come before any application message. */
  public synchronized boolean mustCommit() {
    return !memory.proposals.isEmpty();
  }

  /**
   * Seals an application message.
   *
   * @param authenticatedData goes in the clear, authenticated
   * @param padding zero bytes to hide the length with
   * @throws IllegalStateException if {@link #mustCommit} (RFC 9420 §12.4), or we were removed
   * @throws IllegalArgumentException if it would be larger than {@link Limits#maxMessageBytes}
   */
  public synchronized Bytes protect(Bytes plaintext, Bytes authenticatedData, int padding) {
    return sending.protect(plaintext, authenticatedData, padding);
  }

  /** Opens an application message, once. */
  public synchronized Received unprotect(Bytes message) throws MlsException {
    return receiving.unprotect(message);
  }

  /**
   * The current GroupInfo with external_pub, for an external join (RFC 9420 §12.4.3.2).
   *
   * @throws IllegalStateException if it is larger than a message may be; without the tree it is not
   */
  public synchronized Bytes groupInfo(CommitRequest.TreeInWelcome tree) {
    EpochState state = sending.active();
    List<Extension> extensions = new ArrayList<>();
    try (KemKeyPair external = state.secrets().externalKeyPair(state.suite())) {
      extensions.add(
          new Extension(
              Extension.EXTERNAL_PUB, new Writer().vector(external.publicKey()).toBytes()));
    }
    if (tree == CommitRequest.TreeInWelcome.INCLUDED) {
      extensions.add(new Extension(Extension.RATCHET_TREE, state.tree().encoded()));
    }
    Bytes info =
        new MlsMessage.Informing(
                WelcomeBuilder.groupInfo(
                    state, new Extensions(extensions), memory.signatureKey, env.random()))
            .encoded();
    if (info.length() > env.limits().maxMessageBytes()) {
      throw new IllegalStateException("GroupInfo of " + info.length() + " bytes");
    }
    return info;
  }

  /** The ratchet_tree, for those who get it apart from a Welcome. */
  public synchronized Bytes ratchetTree() {
    return sending.active().tree().encoded();
  }

  /** A secret for something else (RFC 9420 §8.5); the caller closes it. */
  public synchronized SecretBytes export(String label, Bytes context, int lengthBytes) {
    EpochState state = sending.active();
    return state.secrets().export(state.suite(), label, context.toArray(), lengthBytes);
  }

  /** Equal for members with the same view (RFC 9420 §8.7): 32 bytes, not to be published. */
  public synchronized Bytes epochAuthenticator() {
    return sending.active().secrets().authenticator().use(Bytes::of);
  }

  public synchronized Suite suite() {
    return memory.state().suite();
  }

  public synchronized Bytes groupId() {
    return memory.state().context().groupId();
  }

  public synchronized long epoch() {
    return memory.state().context().epoch();
  }

  public synchronized Extensions extensions() {
    return memory.state().context().extensions();
  }

  public synchronized int ownLeaf() {
    return memory.state().ownLeaf();
  }

  /** False once we have been removed. */
  public synchronized boolean isActive() {
    return !memory.removed();
  }

  public synchronized List<Member> members() {
    RatchetTree tree = memory.state().tree();
    return tree.members().stream()
        .map(leaf -> new Member(leaf, tree.leaf(leaf).orElseThrow()))
        .toList();
  }

  /** Erases all secrets. */
  @Override
  public synchronized void close() {
    memory.close();
  }

  @Override
  public String toString() {
    return "Group [secret]";
  }
}
