package keyturn.mls.interop;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.group.CommitRequest;
import keyturn.mls.group.Committed;
import keyturn.mls.group.Environment;
import keyturn.mls.group.Group;
import keyturn.mls.group.Identity;
import keyturn.mls.group.OwnKeyPackage;
import keyturn.mls.group.Policy;
import keyturn.mls.group.PreSharedKeys;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.Lifetime;
import org.jspecify.annotations.Nullable;

/** A member that runs our engine, and is saved and loaded after each epoch. */
final class OurPeer implements Peer {
  private static final Lifetime ALWAYS = new Lifetime(0, Long.MAX_VALUE);
  private static final Environment ENV =
      new Environment(
          new SecureRandom(),
          Clock.systemUTC(),
          Limits.DEFAULT.withPastEpochs(1),
          new Open(),
          PreSharedKeys.NONE);

  /** Whether state goes through its saved form all the time. */
  enum Saving {
    EACH_EPOCH,
    NEVER
  }

  private final String name;
  private final Saving saving;
  private final Identity identity;
  private @Nullable OwnKeyPackage keyPackage;
  private @Nullable Group group;

  OurPeer(Suite suite, String name, Saving saving) {
    this.name = name;
    this.saving = saving;
    this.identity =
        new Identity(
            suite,
            suite.signature().generate(ENV.random()),
            Credential.Basic.of(name),
            Capabilities.of(List.of(suite), List.of(), List.of(Credential.BASIC, Credential.X509)),
            Extensions.NONE);
  }

  /** Lets anybody in by an external commit, as Bouncy Castle does. */
  private static final class Open implements Policy {
    @Override
    public boolean acceptsCredential(LeafNode leaf) {
      return true;
    }

    @Override
    public boolean sameClient(LeafNode one, LeafNode other) {
      return one.credential().equals(other.credential());
    }

    @Override
    public boolean acceptsExternalJoin(LeafNode joiner, Optional<LeafNode> removed) {
      return true;
    }

    @Override
    public boolean acceptsLifetime(Lifetime lifetime) {
      return true;
    }
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
  public Peer fresh(String otherName) {
    return new OurPeer(identity.suite(), otherName, saving);
  }

  /** How many bytes its state has, saved. */
  int saved() {
    try (SecretBytes state = group().save()) {
      return state.length();
    }
  }

  @Override
  public Bytes keyPackage() {
    keyPackage = OwnKeyPackage.create(identity, ALWAYS, ENV.random());
    return new MlsMessage.Packaged(keyPackage.keyPackage()).encoded();
  }

  @Override
  public void create(Bytes groupId) throws MlsException {
    group = Group.create(ENV, identity, groupId, Extensions.NONE, ALWAYS);
  }

  @Override
  public void join(Bytes welcome) throws MlsException {
    if (keyPackage == null) {
      throw new IllegalStateException("no key package");
    }
    group = Group.join(ENV, keyPackage, welcome, Optional.empty());
  }

  @Override
  public Bytes joinExternally(Bytes groupInfo, OptionalInt removed) throws MlsException {
    Group.Joined joined =
        Group.joinExternally(ENV, identity, groupInfo, Optional.empty(), removed, List.of());
    group = joined.group();
    return joined.message();
  }

  @Override
  public Bytes groupInfo() {
    return group().groupInfo(CommitRequest.TreeInWelcome.INCLUDED);
  }

  @Override
  public Bytes proposeUpdate(Wire wire) throws MlsException {
    return counted(group().proposeUpdate(format(wire)));
  }

  @Override
  public Bytes proposeAdd(Bytes added, Wire wire) throws MlsException {
    return counted(group().propose(new Proposal.Add(decode(added)), format(wire)));
  }

  /** Whatever is proposed here is the next in the order. */
  private Bytes counted(Bytes proposal) throws MlsException {
    group().handle(proposal);
    return proposal;
  }

  @Override
  public Commit commit(List<Bytes> added, List<Integer> removed, Wire wire) throws MlsException {
    List<Proposal> proposals = new ArrayList<>();
    for (int leaf : removed) {
      proposals.add(new Proposal.Remove(leaf));
    }
    for (Bytes encoded : added) {
      proposals.add(new Proposal.Add(decode(encoded)));
    }
    Committed committed =
        group().commit(CommitRequest.of(proposals.toArray(new Proposal[0])).with(format(wire)));
    return new Commit(committed.message(), committed.welcome());
  }

  private static KeyPackage decode(Bytes message) throws MlsException {
    return ((MlsMessage.Packaged) MlsMessage.decode(message, Limits.DEFAULT)).keyPackage();
  }

  private static WireFormat format(Wire wire) {
    return wire == Wire.PRIVATE ? WireFormat.PRIVATE_MESSAGE : WireFormat.PUBLIC_MESSAGE;
  }

  @Override
  public void handle(Bytes message) throws MlsException {
    group().handle(message);
    if (saving == Saving.EACH_EPOCH && group().isActive()) {
      group = Group.load(ENV, group().save());
    }
  }

  @Override
  public void discard() {
    group().discardPending();
  }

  @Override
  public Bytes protect(Bytes plaintext, Bytes authenticatedData) {
    return group().protect(plaintext, authenticatedData, plaintext.length() & 7);
  }

  @Override
  public Bytes unprotect(Bytes message) throws MlsException {
    return group().unprotect(message).plaintext();
  }

  @Override
  public boolean keepsLastEpoch() {
    return true;
  }

  @Override
  public int leaf() {
    return group().ownLeaf();
  }

  @Override
  public Bytes authenticator() {
    return group().epochAuthenticator();
  }
}
