package keyturn.mls.group;

import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Welcome;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.EpochSecrets;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.SecretTree;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.TreeMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for erased secrets in the whole heap (RFC 9420 §9.2), not only where they were kept. */
class HeapTest {
  private final World world = new World(Suite.X25519_AES128_GCM);
  private final Suite suite = world.suite;
  private final HeapSearch gone = new HeapSearch();
  private final HeapSearch there = new HeapSearch();

  /** So that nothing goes only because its group has gone. */
  private final List<Group> alive = new ArrayList<>();

  @TempDir Path folder = Path.of("");

  /** What of an epoch its end must erase. */
  private void epochGoes(String name, Group group) {
    EpochState state = InsiderAccess.memory(group).state();
    EpochSecrets secrets = state.secrets();
    gone.add(name + " init", secrets.init());
    gone.add(name + " sender data", secrets.senderData());
    gone.add(name + " exporter", secrets.exporter());
    gone.add(name + " external", secrets.external());
    gone.add(name + " confirmation", secrets.confirmation());
    gone.add(name + " membership", secrets.membership());
    for (int node = 0; node < TreeMath.nodes(state.tree().leaves()); node++) {
      String key = name + " key of node " + node;
      state.keys().at(node).ifPresent(pair -> gone.add(key, pair.privateKey()));
    }
  }

  private void epochStays(String name, Group group) {
    EpochSecrets secrets = InsiderAccess.memory(group).state().secrets();
    there.add(name + " init", secrets.init());
    there.add(name + " resumption", secrets.resumption());
  }

  /** What a Welcome tells, and what is derived of it, is nobody's any more once it is used. */
  private void welcomeGoes(OwnKeyPackage own, Bytes encoded) throws MlsException {
    Welcome welcome = ((MlsMessage.Welcoming) MlsMessage.decode(encoded, Limits.DEFAULT)).welcome();
    Welcome.Entry entry = welcome.entryFor(own.keyPackage().reference(suite)).orElseThrow();
    try (GroupSecrets secrets = welcome.decrypt(suite, entry, own.initKey());
        SecretBytes none = suite.zeroSecret();
        JoinerSecret joiner = JoinerSecret.ofJoiner(suite, secrets.joinerSecret().copy(), none);
        SecretBytes welcomeSecret = joiner.welcomeSecret();
        SecretBytes epoch =
            joiner.epochSecret(welcome.decryptGroupInfo(suite, joiner).context().encodedArray());
        SecretBytes encryption = EpochSecrets.encryptionSecret(suite, epoch)) {
      gone.add("joiner", joiner.joiner());
      gone.add("member", joiner.member());
      gone.add("path", secrets.pathSecret().orElseThrow());
      gone.add("welcome", welcomeSecret);
      gone.add("epoch", epoch);
      gone.add("encryption", encryption);
    }
    gone.add("init key", own.initKey().privateKey());
  }

  /** The key of the next message of a group, which {@code thief} has got by its saved state. */
  private void nextMessageKeyGoes(Group group) throws MlsException {
    try (SecretBytes saved = group.save();
        Group thief = Group.load(world.env, saved)) {
      EpochState state = InsiderAccess.memory(thief).state();
      try (var key = state.secretTree().next(state.ownLeaf(), SecretTree.Kind.APPLICATION).key()) {
        gone.add("message key", key.key());
      }
    }
  }

  private void lifeOfAGroup() throws MlsException {
    Group eve = world.create("eve");
    epochStays("control", eve);
    alive.add(eve);
    Group alice = world.create("alice");
    epochGoes("alice's first", alice);
    OwnKeyPackage own = world.keyPackage("bob");
    Committed added = alice.commit(CommitRequest.of(new Proposal.Add(own.keyPackage())));
    welcomeGoes(own, added.welcome().orElseThrow());
    alice.handle(added.message());
    Group joined = Group.join(world.env, own, added.welcome().orElseThrow(), Optional.empty());
    own.close();
    Group bob;
    try (SecretBytes saved = joined.save()) {
      bob = Group.load(world.env, saved);
    }
    joined.close();
    nextMessageKeyGoes(alice);
    bob.unprotect(alice.protect(text("hello"), Bytes.EMPTY, 0));
    gone.add(
        "bob's leaf", InsiderAccess.memory(bob).state().keys().at(2).orElseThrow().privateKey());
    Bytes update = bob.proposeUpdate(WireFormat.PRIVATE_MESSAGE);
    alice.handle(update);
    bob.handle(update);
    epochGoes("alice's second", alice);
    alice.commit(CommitRequest.of());
    gone.add(
        "discarded init",
        InsiderAccess.memory(alice).pending().orElseThrow().next().secrets().init());
    alice.discardPending();
    GroupTest.commit(alice, CommitRequest.of(), bob);
    epochGoes("bob's third", bob);
    Bytes removal = alice.commit(CommitRequest.of(new Proposal.Remove(1))).message();
    alice.handle(removal);
    bob.handle(removal);
    epochStays("alice's fourth", alice);
    alive.add(alice);
    alive.add(bob);
  }

  @Test
  void erasedSecretsAreNowhere() throws Exception {
    lifeOfAGroup();
    Set<String> found = gone.found(folder);
    if (!found.isEmpty()) {
      // The virtual machine may put a collection off; what is held is there the second time too.
      found = gone.found(folder);
    }
    assertEquals(Set.of(), found);
    assertEquals(
        Set.of(
            "control init",
            "control resumption",
            "alice's fourth init",
            "alice's fourth resumption"),
        there.found(folder));
    assertEquals(3, alive.size());
  }
}
