package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.GroupTest.refusal;
import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.Lifetime;
import org.junit.jupiter.api.Test;

/** Whoever gets the same messages in the same order, however late, comes to the same epoch. */
class FollowingTest {
  private final World world = new World(Suite.X25519_AES128_GCM);

  private Environment at(Instant now) {
    return new Environment(
        world.env.random(),
        Clock.fixed(now, ZoneOffset.UTC),
        world.env.limits(),
        world.env.policy(),
        world.env.preSharedKeys());
  }

  @Test
  void aProposalThatNeverArrivedIsNotCommitted() throws MlsException {
    Group[] pair = world.pair();
    pair[0].propose(
        new Proposal.Add(world.keyPackage("lost").keyPackage()), WireFormat.PRIVATE_MESSAGE);
    pair[0].proposeUpdate(WireFormat.PUBLIC_MESSAGE);
    assertFalse(pair[0].mustCommit());
    Group alice = Group.load(world.env, pair[0].save());
    commit(alice, CommitRequest.of(), pair[1]);
    assertEquals(2, alice.members().size());
  }

  @Test
  void aProposalOfOursCountsOnceItIsHandled() throws MlsException {
    Group[] pair = world.pair();
    Bytes add =
        pair[0].propose(
            new Proposal.Add(world.keyPackage("carol").keyPackage()), WireFormat.PRIVATE_MESSAGE);
    Group alice = Group.load(world.env, pair[0].save());
    pair[1].handle(add);
    Handled.Proposed proposed = assertInstanceOf(Handled.Proposed.class, alice.handle(add));
    assertEquals(proposed, alice.handle(add));
    assertTrue(alice.mustCommit());
    commit(alice, CommitRequest.of(), pair[1]);
    assertEquals(3, alice.members().size());
  }

  @Test
  void aCommitIsFollowedAfterItsKeyPackageHasExpired() throws MlsException {
    Group[] pair = world.pair();
    OwnKeyPackage carol = world.keyPackage("carol");
    Bytes proposal =
        pair[0].propose(
            new Proposal.Add(world.keyPackage("dave").keyPackage()), WireFormat.PRIVATE_MESSAGE);
    pair[0].handle(proposal);
    Committed committed = pair[0].commit(CommitRequest.of(new Proposal.Add(carol.keyPackage())));
    pair[0].handle(committed.message());
    for (Duration off : List.of(Duration.ofDays(30), Duration.ofDays(-30))) {
      Environment other = at(World.NOW.plus(off));
      Group bob = Group.load(other, pair[1].save());
      bob.handle(proposal);
      assertInstanceOf(Handled.Entered.class, bob.handle(committed.message()));
      assertEquals(pair[0].epochAuthenticator(), bob.epochAuthenticator());
      Group joined = Group.join(other, carol, committed.welcome().orElseThrow(), Optional.empty());
      assertEquals(pair[0].epochAuthenticator(), joined.epochAuthenticator());
    }
  }

  @Test
  void nobodySendsAnExpiredKeyPackage() throws MlsException {
    Group[] pair = world.pair();
    Group alice = Group.load(at(World.NOW.plus(Duration.ofDays(30))), pair[0].save());
    Proposal add = new Proposal.Add(world.keyPackage("carol").keyPackage());
    assertEquals(
        Reason.INVALID_KEY_PACKAGE, refusal(() -> alice.propose(add, WireFormat.PRIVATE_MESSAGE)));
    assertEquals(Reason.INVALID_KEY_PACKAGE, refusal(() -> alice.commit(CommitRequest.of(add))));
  }

  @Test
  void aLifetimeTooLongIsRefusedInATreeToo() throws MlsException {
    long now = World.NOW.getEpochSecond();
    Lifetime long1 = new Lifetime(now - 1, now + 93L * 24 * 3600);
    assertEquals(
        Reason.INVALID_KEY_PACKAGE,
        refusal(
            () ->
                Group.create(
                    world.env,
                    world.identity("alice"),
                    text("group"),
                    World.NO_EXTENSIONS,
                    long1)));
  }

  /** A list of devices that shrinks. */
  private static final class DeviceList extends World.ByName {
    private final Set<Credential> revoked = new HashSet<>();

    @Override
    public boolean isCurrent(LeafNode leaf, Instant now) {
      return super.isCurrent(leaf, now) && !revoked.contains(leaf.credential());
    }
  }

  @Test
  void aDeviceRevokedSinceDoesNotKeepAnybodyFromFollowing() throws MlsException {
    DeviceList list = new DeviceList();
    World revoking = new World(Suite.X25519_AES128_GCM, Limits.DEFAULT, list);
    Group[] pair = revoking.pair();
    OwnKeyPackage carol = revoking.keyPackage("carol");
    Proposal add = new Proposal.Add(carol.keyPackage());
    Bytes added = pair[0].commit(CommitRequest.of(add)).message();
    pair[0].handle(added);
    list.revoked.add(Credential.Basic.of("carol"));
    pair[1].handle(added);
    Group dave = revoking.add(pair[1], "dave", pair[0]);
    commit(dave, CommitRequest.of(new Proposal.Remove(2)), pair);
    assertEquals(Reason.INVALID_KEY_PACKAGE, refusal(() -> dave.commit(CommitRequest.of(add))));
  }

  @Test
  void aKeyOfAParentIsNoKeyOfALeaf() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Group dave = world.add(pair[0], "dave", pair[1], carol);
    commit(pair[0], CommitRequest.of(), pair[1], carol, dave);
    EpochState state = InsiderAccess.memory(carol).state();
    Bytes key = state.tree().parent(1).orElseThrow().encryptionKey();
    LeafNode leaf =
        state
            .tree()
            .leaf(2)
            .orElseThrow()
            .content()
            .renewed(key, new LeafSource.FromUpdate())
            .sign(state.suite(), InsiderAccess.memory(carol).signatureKey, carol.groupId(), 2);
    Bytes update = carol.propose(new Proposal.Update(leaf), WireFormat.PRIVATE_MESSAGE);
    for (Group member : List.of(pair[0], pair[1], carol, dave)) {
      member.handle(update);
    }
    Group eve = world.add(dave, "eve", pair);
    assertEquals(dave.epochAuthenticator(), eve.epochAuthenticator());
  }

  @Test
  void aLaterMessageOfOursShowsThatAnOldStateWasResumed() throws MlsException {
    Group[] pair = world.pair();
    Group old = Group.load(world.env, pair[0].save());
    Bytes message = pair[0].protect(text("later"), Bytes.EMPTY, 0);
    Bytes before = old.save().use(Bytes::of);
    assertEquals(Reason.ROLLED_BACK, refusal(() -> old.unprotect(message)));
    assertEquals(before, old.save().use(Bytes::of));
    assertEquals(Reason.REPLAYED, refusal(() -> pair[0].unprotect(message)));
  }
}
