package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import org.junit.jupiter.api.Test;

/** A proposal that cannot be committed must not stop those that can (RFC 9420 §12.4). */
class SelectionTest {
  private final World world = new World(Suite.X25519_AES128_GCM);

  private Proposal addOfWhoCannot(String name) {
    Identity identity =
        new Identity(
            world.suite,
            world.suite.signature().generate(world.env.random()),
            Credential.Basic.of(name),
            Capabilities.of(List.of(world.suite), List.of(), List.of(Credential.BASIC)),
            Extensions.NONE);
    return new Proposal.Add(
        OwnKeyPackage.create(identity, World.LIFETIME, world.env.random()).keyPackage());
  }

  private static Proposal updateWithKey(Group group, Bytes key) {
    EpochState state = InsiderAccess.memory(group).state();
    LeafNode leaf =
        state
            .tree()
            .leaf(state.ownLeaf())
            .orElseThrow()
            .content()
            .renewed(key, new LeafSource.FromUpdate())
            .sign(
                state.suite(),
                InsiderAccess.memory(group).signatureKey,
                group.groupId(),
                state.ownLeaf());
    return new Proposal.Update(leaf);
  }

  @Test
  void whatFitsNobodyIsLeftOutAndTheRestIsCommitted() throws MlsException {
    Group alice = world.create("alice", Extensions.of(new Extension(0xF0F0, text("rules"))));
    Group bob = world.add(alice, "bob");
    Group carol = world.add(alice, "carol", bob);
    Bytes carolsKey = carol.members().get(2).node().encryptionKey();
    Proposal unknown =
        new Proposal.PreSharedKey(new PreSharedKeyId.External(text("?"), world.randomBytes()));
    Proposal good = new Proposal.Add(world.keyPackage("dave").keyPackage());
    for (Proposal proposal :
        List.of(addOfWhoCannot("mallory"), updateWithKey(bob, carolsKey), unknown, good)) {
      Bytes message = bob.propose(proposal, WireFormat.PRIVATE_MESSAGE);
      for (Group member : List.of(alice, bob, carol)) {
        member.handle(message);
      }
    }
    commit(alice, CommitRequest.of(), bob, carol);
    assertEquals(4, alice.members().size());
    assertFalse(alice.mustCommit());
  }

  @Test
  void anAddThatExpiresWhileItWaitsIsLeftOut() throws MlsException {
    Group[] pair = world.pair();
    Bytes add =
        pair[1].propose(
            new Proposal.Add(world.keyPackage("carol").keyPackage()), WireFormat.PRIVATE_MESSAGE);
    pair[0].handle(add);
    pair[1].handle(add);
    Environment later =
        new Environment(
            world.env.random(),
            Clock.fixed(World.NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC),
            world.env.limits(),
            world.env.policy(),
            world.env.preSharedKeys());
    commit(Group.load(later, pair[0].save()), CommitRequest.of(), pair[1]);
    assertEquals(2, pair[1].members().size());
  }

  @Test
  void whatOneBringsOneselfComesFirst() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    for (Bytes proposal :
        List.of(
            pair[1].propose(
                new Proposal.Add(world.keyPackage("dave").keyPackage()),
                WireFormat.PRIVATE_MESSAGE),
            pair[1].propose(new Proposal.Remove(2), WireFormat.PRIVATE_MESSAGE),
            pair[1].proposeUpdate(WireFormat.PRIVATE_MESSAGE),
            pair[1].proposeUpdate(WireFormat.PRIVATE_MESSAGE))) {
      for (Group member : List.of(pair[0], pair[1], carol)) {
        member.handle(proposal);
      }
    }
    OwnKeyPackage dave = world.keyPackage("dave");
    OwnKeyPackage back = world.keyPackage("carol");
    commit(
        pair[0],
        CommitRequest.of(new Proposal.Add(dave.keyPackage()), new Proposal.Add(back.keyPackage())),
        pair[1]);
    assertEquals(
        List.of(dave.keyPackage().leaf(), back.keyPackage().leaf()),
        pair[1].members().subList(2, 4).stream().map(Group.Member::node).toList());
  }
}
