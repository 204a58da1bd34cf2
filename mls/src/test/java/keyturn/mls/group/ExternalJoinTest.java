package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.GroupTest.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.Proposal;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official vectors have no external commit. */
class ExternalJoinTest {
  private final World world = new World(Suite.X25519_AES128_GCM);

  /** A joiner that does not look whether it is in the group already. */
  private final World blind =
      new World(
          world.suite,
          Limits.DEFAULT,
          new World.ByName() {
            @Override
            public boolean sameClient(LeafNode one, LeafNode other) {
              return false;
            }
          });

  /** Lets anybody in, for the rules behind the policy. */
  private static final class Open extends World.ByName {
    @Override
    public boolean acceptsExternalJoin(LeafNode joiner, Optional<LeafNode> removed) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void lostDeviceComesBackInItsOwnPlace(Suite suite) throws MlsException {
    World everywhere = new World(suite);
    Group[] pair = everywhere.pair();
    Group carol = everywhere.add(pair[0], "carol", pair[1]);
    Group.Joined joined = everywhere.joinExternally(pair[0], "bob", 1);
    Handled.Entered entered =
        assertInstanceOf(Handled.Entered.class, pair[0].handle(joined.message()));
    assertEquals(List.of(1), entered.removed());
    assertEquals(List.of(1), entered.added());
    carol.handle(joined.message());
    assertInstanceOf(Handled.Removed.class, pair[1].handle(joined.message()));
    assertEquals(pair[0].epochAuthenticator(), joined.group().epochAuthenticator());
    commit(joined.group(), CommitRequest.of(), pair[0], carol);
    commit(carol, CommitRequest.of(), pair[0], joined.group());
  }

  @Test
  void joinWithoutRemovingOneselfIsAGhostDevice() throws MlsException {
    Group[] pair = world.pair();
    assertEquals(Reason.REFUSED, refusedBy(pair, world.joinExternally(pair[0], "bob2", -1)));
    assertEquals(Reason.REFUSED, refusedBy(pair, blind.joinExternally(pair[0], "bob", -1)));
    assertEquals(Reason.INVALID_PROPOSAL, refusal(() -> world.joinExternally(pair[0], "bob", -1)));
  }

  @Test
  void openPolicyLetsNobodyInTwice() throws MlsException {
    World open = new World(world.suite, Limits.DEFAULT, new Open());
    Group[] pair = open.pair();
    Group carol = open.add(pair[0], "carol", pair[1]);
    assertEquals(Reason.INVALID_PROPOSAL, refusedBy(pair, blind.joinExternally(carol, "bob", -1)));
    assertEquals(Reason.REFUSED, refusedBy(pair, blind.joinExternally(carol, "bob", 2)));
    Group.Joined bob = open.joinExternally(pair[0], "bob", 1);
    pair[0].handle(bob.message());
    carol.handle(bob.message());
    assertEquals(3, carol.members().size());
  }

  /** Nobody becomes a second leaf of a client by calling itself otherwise. */
  @Test
  void openPolicyLetsNobodyBecomeSomebodyElse() throws MlsException {
    World open =
        new World(
            world.suite,
            Limits.DEFAULT,
            new World.ByName() {
              @Override
              public boolean acceptsReplacement(LeafNode before, LeafNode after) {
                return true;
              }
            });
    Group[] pair = open.pair();
    LeafNode.Content before = pair[1].members().get(1).node().content();
    LeafNode renamed =
        new LeafNode.Content(
                open.suite.kem().generate(open.env.random()).publicKey(),
                before.signatureKey(),
                Credential.Basic.of("alice"),
                before.capabilities(),
                new LeafSource.FromUpdate(),
                before.extensions())
            .sign(open.suite, InsiderAccess.memory(pair[1]).signatureKey, pair[1].groupId(), 1);
    Bytes update = InsiderAccess.sign(pair[1], new Proposal.Update(renamed)).encoded();
    Handled.Proposed proposed = assertInstanceOf(Handled.Proposed.class, pair[0].handle(update));
    Group carol = open.add(pair[0], "carol", pair[1]);
    assertEquals("alice", name(carol, 0));
    assertEquals("bob", name(carol, 1));
    assertEquals(32, proposed.reference().length());
  }

  private static String name(Group group, int leaf) {
    Credential.Basic credential = (Credential.Basic) group.members().get(leaf).node().credential();
    return new String(credential.identity().toArray(), StandardCharsets.UTF_8);
  }

  @Test
  void joinInSomebodyElsesPlaceIsRefused() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    assertEquals(
        Reason.REFUSED,
        refusedBy(new Group[] {pair[0], carol}, world.joinExternally(pair[0], "mallory", 1)));
  }

  @Test
  void onlyOneJoinForEachGroupInfo() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Group.Joined first = world.joinExternally(pair[0], "bob", 1);
    Group.Joined second = world.joinExternally(pair[0], "bob", 1);
    pair[0].handle(first.message());
    carol.handle(first.message());
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> carol.handle(second.message())));
  }

  @Test
  void openPolicyLetsNewMembersIn() throws MlsException {
    World open = new World(Suite.P256_AES128_GCM, Limits.DEFAULT, new Open());
    Group[] pair = open.pair();
    Group.Joined carol = open.joinExternally(pair[1], "carol", -1);
    pair[0].handle(carol.message());
    pair[1].handle(carol.message());
    assertEquals(2, carol.group().ownLeaf());
    commit(pair[1], CommitRequest.of(), pair[0], carol.group());
  }

  @Test
  void groupInfoMustBeOfAMemberAndOfThisTree() throws MlsException {
    Group[] pair = world.pair();
    Bytes treeBefore = pair[0].ratchetTree();
    commit(pair[0], CommitRequest.of(), pair[1]);
    Bytes info = pair[0].groupInfo(CommitRequest.TreeInWelcome.ELSEWHERE);
    assertEquals(Reason.INVALID_TREE, refusal(() -> join(info, Optional.empty())));
    assertEquals(Reason.INVALID_TREE, refusal(() -> join(info, Optional.of(treeBefore))));
    byte[] forged = info.toArray();
    forged[forged.length - 1] ^= 1;
    assertEquals(
        Reason.NOT_AUTHENTIC,
        refusal(() -> join(Bytes.of(forged), Optional.of(pair[0].ratchetTree()))));
  }

  private void join(Bytes groupInfo, Optional<Bytes> tree) throws MlsException {
    Group.joinExternally(
        world.env, world.identity("bob"), groupInfo, tree, OptionalInt.of(1), List.of());
  }

  private static Reason refusedBy(Group[] members, Group.Joined joined) throws MlsException {
    Reason reason = refusal(() -> members[0].handle(joined.message()));
    for (Group member : members) {
      Bytes before = member.save().use(Bytes::of);
      assertEquals(reason, refusal(() -> member.handle(joined.message())));
      assertEquals(before, member.save().use(Bytes::of));
    }
    return reason;
  }
}
