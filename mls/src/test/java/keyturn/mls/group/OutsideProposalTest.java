package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.GroupTest.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SignatureKey;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.PublicMessage;
import keyturn.mls.framing.Sender;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proposals of those who are no members (RFC 9420 §12.1.8), which a member may commit. */
class OutsideProposalTest {
  /** Believes in the two services, and lets everybody propose everything. */
  private static final class Open extends World.ByName {
    @Override
    public boolean acceptsExternalSender(ExternalSender sender) {
      return true;
    }

    @Override
    public boolean acceptsOutsideProposal(Sender sender, Proposal proposal) {
      return true;
    }
  }

  private World world = new World(Suite.X25519_AES128_GCM, Limits.DEFAULT, new Open());
  private Identity first = world.identity("first service");
  private Identity second = world.identity("second service");
  private Group alice = world.create("alice");
  private Group bob = world.create("bob");
  private Group carol = world.create("carol");

  @BeforeEach
  void threeMembers() throws MlsException {
    threeMembers(Suite.X25519_AES128_GCM, new Open());
  }

  private void threeMembers(Suite suite, Policy policy) throws MlsException {
    world = new World(suite, Limits.DEFAULT, policy);
    first = world.identity("first service");
    second = world.identity("second service");
    alice =
        world.create(
            "alice",
            Extensions.of(
                ExternalSender.extension(
                    List.of(
                        new ExternalSender(first.publicKey(), first.credential()),
                        new ExternalSender(second.publicKey(), second.credential())))));
    bob = world.add(alice, "bob");
    carol = world.add(alice, "carol", bob);
  }

  private Bytes outside(Sender sender, Content content, SecretBytes signatureKey) {
    return outside(sender, content, signatureKey, alice.epoch());
  }

  private Bytes outside(Sender sender, Content content, SecretBytes signatureKey, long epoch) {
    GroupContext context = InsiderAccess.memory(alice).state().context();
    FramedContent framed =
        new FramedContent(context.groupId(), epoch, sender, Bytes.EMPTY, content);
    try (SignatureKey key = SignatureKey.of(world.suite.signature(), signatureKey);
        SecretBytes none = world.suite.zeroSecret()) {
      AuthenticatedContent signed =
          AuthenticatedContent.sign(world.suite, WireFormat.PUBLIC_MESSAGE, framed, context, key);
      AuthenticatedContent tagged =
          content instanceof Commit ? signed.withTag(Bytes.of(new byte[32])) : signed;
      return new MlsMessage.Public(PublicMessage.protect(world.suite, tagged, context, none))
          .encoded();
    }
  }

  private void received(Bytes message, Sender from) throws MlsException {
    for (Group member : List.of(alice, bob, carol)) {
      assertEquals(from, assertInstanceOf(Handled.Proposed.class, member.handle(message)).sender());
    }
  }

  /** All three refuse it for the same reason, and none has changed. */
  private Reason refused(Bytes message) {
    Reason reason = refusal(() -> alice.handle(message));
    for (Group member : List.of(alice, bob, carol)) {
      Bytes before = member.save().use(Bytes::of);
      assertEquals(reason, refusal(() -> member.handle(message)));
      assertEquals(before, member.save().use(Bytes::of));
    }
    return reason;
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void servicesRemoveAndAddByTheCommitOfAMember(Suite suite) throws MlsException {
    threeMembers(suite, new Open());
    OwnKeyPackage dave = world.keyPackage("dave");
    received(
        outside(new Sender.External(0), new Proposal.Remove(2), first.signatureKey()),
        new Sender.External(0));
    received(
        outside(new Sender.External(1), new Proposal.Add(dave.keyPackage()), second.signatureKey()),
        new Sender.External(1));
    Committed committed = bob.commit(CommitRequest.of());
    bob.handle(committed.message());
    Handled.Entered entered =
        assertInstanceOf(Handled.Entered.class, alice.handle(committed.message()));
    assertEquals(List.of(2), entered.removed());
    assertEquals(List.of(2), entered.added());
    assertInstanceOf(Handled.Removed.class, carol.handle(committed.message()));
    Group joined = Group.join(world.env, dave, committed.welcome().orElseThrow(), Optional.empty());
    assertEquals(alice.epochAuthenticator(), joined.epochAuthenticator());
    commit(joined, CommitRequest.of(), alice, bob);
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void clientAsksToBeAdded(Suite suite) throws MlsException {
    threeMembers(suite, new Open());
    OwnKeyPackage dave = world.keyPackage("dave");
    received(
        outside(
            new Sender.NewMemberProposal(),
            new Proposal.Add(dave.keyPackage()),
            dave.signatureKey()),
        new Sender.NewMemberProposal());
    Committed committed = carol.commit(CommitRequest.of());
    for (Group member : List.of(alice, bob, carol)) {
      member.handle(committed.message());
    }
    Group joined = Group.join(world.env, dave, committed.welcome().orElseThrow(), Optional.empty());
    commit(joined, CommitRequest.of(), alice, bob, carol);
  }

  @Test
  void servicesChangeTheContextAndPreSharedKeys() throws MlsException {
    received(
        outside(
            new Sender.External(0),
            new Proposal.GroupContextExtensions(Extensions.NONE),
            first.signatureKey()),
        new Sender.External(0));
    received(
        outside(
            new Sender.External(1),
            new Proposal.PreSharedKey(world.knownPsk()),
            second.signatureKey()),
        new Sender.External(1));
    commit(alice, CommitRequest.of(), bob, carol);
    assertEquals(Extensions.NONE, carol.extensions());
    assertEquals(
        Reason.WRONG_SENDER,
        refused(outside(new Sender.External(0), new Proposal.Remove(1), first.signatureKey())));
  }

  @Test
  void eachServiceSignsForItsOwnIndex() {
    Proposal remove = new Proposal.Remove(1);
    for (long nobody : new long[] {2, 1L << 31, 0xffff_ffffL}) {
      assertEquals(
          Reason.WRONG_SENDER,
          refused(outside(new Sender.External(nobody), remove, first.signatureKey())));
    }
    assertEquals(
        Reason.NOT_AUTHENTIC,
        refused(outside(new Sender.External(1), remove, first.signatureKey())));
    byte[] forged = outside(new Sender.External(0), remove, first.signatureKey()).toArray();
    forged[forged.length - 1] ^= 1;
    assertEquals(Reason.NOT_AUTHENTIC, refused(Bytes.of(forged)));
  }

  @Test
  void servicesProposeOnlyWhatTheyMay() {
    Identity dave = world.identity("dave");
    Proposal update =
        new Proposal.Update(
            dave.leaf(
                    world.suite.kem().generate(world.env.random()).publicKey(),
                    new LeafSource.FromUpdate(),
                    world.env.random())
                .sign(world.suite, dave.signatureKey(), alice.groupId(), 1));
    Proposal init = new Proposal.ExternalInit(world.randomBytes());
    Proposal reinit = new Proposal.ReInit(Bytes.EMPTY, 1, world.suite.code(), Extensions.NONE);
    Sender service = new Sender.External(0);
    assertEquals(Reason.INVALID_PROPOSAL, refused(outside(service, update, first.signatureKey())));
    assertEquals(Reason.INVALID_PROPOSAL, refused(outside(service, init, first.signatureKey())));
    assertEquals(Reason.UNSUPPORTED, refused(outside(service, reinit, first.signatureKey())));
    assertEquals(
        Reason.INVALID_PROPOSAL,
        refused(outside(service, new Proposal.Remove(3), first.signatureKey())));
    assertEquals(
        Reason.WRONG_SENDER,
        refused(outside(service, new Commit(List.of(), Optional.empty()), first.signatureKey())));
    assertEquals(
        Reason.WRONG_EPOCH,
        refused(outside(service, new Proposal.Remove(1), first.signatureKey(), alice.epoch() - 1)));
  }

  @Test
  void clientsAskForNothingButThemselves() {
    OwnKeyPackage dave = world.keyPackage("dave");
    Sender self = new Sender.NewMemberProposal();
    Proposal add = new Proposal.Add(dave.keyPackage());
    assertEquals(
        Reason.NOT_AUTHENTIC, refused(outside(self, add, world.identity("x").signatureKey())));
    assertEquals(
        Reason.WRONG_SENDER, refused(outside(self, new Proposal.Remove(1), dave.signatureKey())));
  }

  @Test
  void clientThatIsInIsLeftOut() throws MlsException {
    OwnKeyPackage twin = world.keyPackage("bob");
    received(
        outside(
            new Sender.NewMemberProposal(),
            new Proposal.Add(twin.keyPackage()),
            twin.signatureKey()),
        new Sender.NewMemberProposal());
    commit(alice, CommitRequest.of(), bob, carol);
    assertEquals(3, alice.members().size());
  }

  @Test
  void byDefaultNobodyOutsideProposes() throws MlsException {
    threeMembers(
        world.suite,
        new World.ByName() {
          @Override
          public boolean acceptsExternalSender(ExternalSender sender) {
            return true;
          }
        });
    OwnKeyPackage dave = world.keyPackage("dave");
    assertEquals(
        Reason.REFUSED,
        refused(outside(new Sender.External(0), new Proposal.Remove(1), first.signatureKey())));
    assertEquals(
        Reason.REFUSED,
        refused(
            outside(
                new Sender.NewMemberProposal(),
                new Proposal.Add(dave.keyPackage()),
                dave.signatureKey())));
  }
}
