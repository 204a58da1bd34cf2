package keyturn.mls.interop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.mls.suite.Suite;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafIndex;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.codec.WireFormat;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;
import org.jspecify.annotations.Nullable;

/** A member that runs Bouncy Castle, which is not thread-safe: one lock round all of it. */
final class BouncyPeer implements Peer {
  private static final Object LOCK = new Object();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** It makes a Welcome with each commit; whether that carries the tree though nobody is added. */
  enum Tree {
    IN_EVERY_WELCOME,
    WHEN_ADDING
  }

  private final String name;
  private final Tree tree;
  private final MlsCipherSuite suite;
  private final AsymmetricCipherKeyPair signature;
  private AsymmetricCipherKeyPair initKey;
  private AsymmetricCipherKeyPair leafKey;
  private @Nullable KeyPackage keyPackage;
  private @Nullable Group group;
  private @Nullable Group next;
  private Bytes nextMessage = Bytes.EMPTY;

  BouncyPeer(Suite suite, String name, Tree tree) throws Exception {
    synchronized (LOCK) {
      this.name = name;
      this.tree = tree;
      this.suite = MlsCipherSuite.getSuite((short) suite.code());
      this.signature = this.suite.generateSignatureKeyPair();
      this.initKey = this.suite.getHPKE().generatePrivateKey();
      this.leafKey = this.suite.getHPKE().generatePrivateKey();
    }
  }

  /** Something to do while nobody else uses Bouncy Castle. */
  private interface Locked<T> {
    T run() throws Exception;
  }

  private static <T> T locked(Locked<T> action) throws Exception {
    synchronized (LOCK) {
      return action.run();
    }
  }

  private byte[] signatureKey() {
    return suite.serializeSignaturePrivateKey(signature.getPrivate());
  }

  private LeafNode leafNode() throws Exception {
    return new LeafNode(
        suite,
        suite.getHPKE().serializePublicKey(leafKey.getPublic()),
        suite.serializeSignaturePublicKey(signature.getPublic()),
        Credential.forBasic(name.getBytes(StandardCharsets.UTF_8)),
        new Capabilities(),
        new LifeTime(),
        new ArrayList<>(),
        signatureKey());
  }

  private KeyPackage makeKeyPackage() throws Exception {
    initKey = suite.getHPKE().generatePrivateKey();
    leafKey = suite.getHPKE().generatePrivateKey();
    keyPackage =
        new KeyPackage(
            suite,
            suite.getHPKE().serializePublicKey(initKey.getPublic()),
            leafNode(),
            new ArrayList<>(),
            signatureKey());
    return keyPackage;
  }

  private Group group() {
    if (group == null) {
      throw new IllegalStateException(name + " is in no group");
    }
    return group;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Peer fresh(String otherName) throws Exception {
    return new BouncyPeer(Suite.ofCode(suite.getSuiteID()).orElseThrow(), otherName, tree);
  }

  @Override
  public Bytes keyPackage() throws Exception {
    return locked(() -> encode(MLSMessage.keyPackage(makeKeyPackage())));
  }

  @Override
  public void create(Bytes groupId) throws Exception {
    group =
        locked(
            () ->
                new Group(
                    groupId.toArray(),
                    suite,
                    leafKey,
                    signatureKey(),
                    leafNode(),
                    new ArrayList<>()));
  }

  @Override
  public void join(Bytes welcome) throws Exception {
    KeyPackage own = keyPackage;
    group =
        locked(
            () ->
                new Group(
                    suite.getHPKE().serializePrivateKey(initKey.getPrivate()),
                    leafKey,
                    signatureKey(),
                    own,
                    decode(welcome).welcome,
                    null,
                    new HashMap<>(),
                    new HashMap<>()));
  }

  @Override
  public Bytes joinExternally(Bytes groupInfo, OptionalInt removed) throws Exception {
    return locked(
        () -> {
          Group.GroupWithMessage joined =
              Group.externalJoin(
                  randomSecret(),
                  signature,
                  makeKeyPackage(),
                  decode(groupInfo).groupInfo,
                  null,
                  new Group.MessageOptions(),
                  removed.isPresent() ? new LeafIndex(removed.getAsInt()) : null,
                  new HashMap<>());
          group = joined.group;
          return encode(joined.message);
        });
  }

  @Override
  public Bytes groupInfo() throws Exception {
    return locked(() -> encode(group().getGroupInfo(true)));
  }

  @Override
  public Bytes proposeUpdate(Wire wire) throws Exception {
    return locked(
        () -> {
          AsymmetricCipherKeyPair fresh = suite.getHPKE().generatePrivateKey();
          Proposal update =
              group().updateProposal(fresh, new Group.LeafNodeOptions(null, null, null));
          return encode(group().update(update, options(wire)));
        });
  }

  @Override
  public Bytes proposeAdd(Bytes added, Wire wire) throws Exception {
    return locked(() -> encode(group().add(decode(added).keyPackage, options(wire))));
  }

  @Override
  public Commit commit(List<Bytes> added, List<Integer> removed, Wire wire) throws Exception {
    return locked(
        () -> {
          List<Proposal> proposals = new ArrayList<>();
          for (int leaf : removed) {
            proposals.add(Proposal.remove(new LeafIndex(leaf)));
          }
          for (Bytes encoded : added) {
            proposals.add(Proposal.add(decode(encoded).keyPackage));
          }
          Group.GroupWithMessage committed =
              group()
                  .commit(
                      randomSecret(),
                      new Group.CommitOptions(
                          proposals, tree == Tree.IN_EVERY_WELCOME || !added.isEmpty(), true, null),
                      options(wire),
                      new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
          next = committed.group;
          MLSMessage welcome = new MLSMessage(WireFormat.mls_welcome);
          welcome.welcome = committed.message.welcome;
          nextMessage = encode(committed.message);
          return new Commit(nextMessage, Optional.of(encode(welcome)));
        });
  }

  @Override
  public void handle(Bytes message) throws Exception {
    if (message.equals(nextMessage)) {
      group = next;
      return;
    }
    Group after = locked(() -> group().handle(message.toArray(), null));
    if (after != null) {
      group = after;
    }
  }

  @Override
  public void discard() {
    nextMessage = Bytes.EMPTY;
  }

  @Override
  public Bytes protect(Bytes plaintext, Bytes authenticatedData) throws Exception {
    return locked(
        () ->
            encode(
                group()
                    .protect(
                        authenticatedData.toArray(), plaintext.toArray(), plaintext.length() & 7)));
  }

  @Override
  public Bytes unprotect(Bytes message) throws Exception {
    return locked(() -> Bytes.of(group().unprotect(decode(message))[1]));
  }

  @Override
  public boolean keepsLastEpoch() {
    return false;
  }

  @Override
  public int leaf() {
    return group().getIndex().value();
  }

  @Override
  public Bytes authenticator() {
    synchronized (LOCK) {
      return Bytes.of(group().getEpochAuthenticator());
    }
  }

  /** Verifies the signatures of all leaves, which joining here leaves out (RFC 9420 §7.3). */
  void verifyLeaves(Bytes groupId, int members) throws Exception {
    locked(
        () -> {
          for (int i = 0; i < members; i++) {
            LeafNode leaf = group().getTree().getLeafNode(new LeafIndex(i));
            if (!leaf.verify(suite, leaf.toBeSigned(groupId.toArray(), i))) {
              throw new IllegalStateException("leaf " + i + " is not signed");
            }
          }
          return members;
        });
  }

  private Secret randomSecret() {
    byte[] secret = new byte[suite.getKDF().getHashLength()];
    RANDOM.nextBytes(secret);
    return new Secret(secret);
  }

  private static Group.MessageOptions options(Wire wire) {
    return new Group.MessageOptions(wire == Wire.PRIVATE, new byte[0], 0);
  }

  private static MLSMessage decode(Bytes message) throws Exception {
    return (MLSMessage) MLSInputStream.decode(message.toArray(), MLSMessage.class);
  }

  private static Bytes encode(MLSMessage message) throws Exception {
    return Bytes.of(MLSOutputStream.encode(message));
  }
}
