package keyturn.mls.group;

import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

/**
 * Looks for keys where they must no longer be (RFC 9420 §9.2): in the whole of what a group
 * remembers, which is what it saves, and in the objects that held them.
 */
class ErasureTest {
  private final World world = new World(Suite.X25519_AES128_GCM);

  private static String saved(Group group) {
    return group.save().use(Bytes::of).toHex();
  }

  /** The secrets of a group's epoch, as it saves them, and the objects that hold them. */
  private record Secrets(List<SecretBytes> held, List<String> values) {
    static Secrets of(Group group) throws Exception {
      List<SecretBytes> held = new ArrayList<>();
      EpochState state = memory(group).state();
      var s = state.secrets();
      held.addAll(
          List.of(
              s.init(),
              s.senderData(),
              s.exporter(),
              s.external(),
              s.confirmation(),
              s.membership(),
              s.authenticator()));
      for (int node = 0; node < 2 * state.tree().leaves() - 1; node++) {
        state.keys().at(node).ifPresent(pair -> held.add(pair.privateKey()));
      }
      return new Secrets(held, held.stream().map(ErasureTest::hex).toList());
    }

    void areIn(Group group) {
      values.forEach(value -> assertTrue(saved(group).contains(value)));
    }

    void areNotIn(Group group) {
      String saved = saved(group);
      values.forEach(value -> assertFalse(saved.contains(value)));
    }

    void areClosed() {
      held.forEach(secret -> assertTrue(secret.isClosed()));
    }
  }

  private static String hex(SecretBytes secret) {
    return secret.use(Bytes::of).toHex();
  }

  private static Memory memory(Group group) {
    return InsiderAccess.memory(group);
  }

  @Test
  void anEpochsSecretsGoWithItsCommit() throws Exception {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Secrets alices = Secrets.of(pair[0]);
    Secrets bobs = Secrets.of(pair[1]);
    alices.areIn(pair[0]);
    Bytes message = pair[0].commit(CommitRequest.of()).message();
    pair[0].handle(message);
    pair[1].handle(message);
    carol.handle(message);
    alices.areNotIn(pair[0]);
    alices.areClosed();
    bobs.held().subList(0, 7).forEach(secret -> assertTrue(secret.isClosed()));
    String bob = saved(pair[1]);
    bobs.values().subList(0, 7).forEach(value -> assertFalse(bob.contains(value)));
  }

  @Test
  void aRefusedCommitLeavesNoSecrets() throws Exception {
    Group[] pair = world.pair();
    pair[0].commit(CommitRequest.of());
    EpochState pending = memory(pair[0]).pending().orElseThrow().next();
    String init = hex(pending.secrets().init());
    assertTrue(saved(pair[0]).contains(init));
    GroupTest.commit(pair[1], CommitRequest.of(), pair[0]);
    assertFalse(saved(pair[0]).contains(init));
    assertTrue(pending.secrets().init().isClosed());
  }

  @Test
  void aMessageKeyGoesWithItsMessage() throws Exception {
    Group[] pair = world.pair();
    Bytes first = pair[0].protect(text("1"), Bytes.EMPTY, 0);
    Bytes second = pair[0].protect(text("2"), Bytes.EMPTY, 0);
    pair[1].unprotect(second);
    String withSkipped = saved(pair[1]);
    pair[1].unprotect(first);
    String without = saved(pair[1]);
    // One key (16) and one nonce (12), each with its length, and the generation (8).
    assertEquals(withSkipped.length() - 2 * (17 + 13 + 8), without.length());
  }

  @Test
  void aSendersRatchetMovesOnBeforeTheMessageLeaves() throws Exception {
    Group[] pair = world.pair();
    Bytes message = pair[0].protect(text("1"), Bytes.EMPTY, 0);
    Group thief = Group.load(world.env, pair[0].save());
    assertEquals(MlsException.Reason.REPLAYED, GroupTest.refusal(() -> thief.unprotect(message)));
  }

  @Test
  void theKeysOfAnUpdateGoWithTheEpoch() throws Exception {
    Group[] pair = world.pair();
    Bytes update = pair[1].proposeUpdate(WireFormat.PRIVATE_MESSAGE);
    var pair1 = memory(pair[1]).ownUpdates.values().iterator().next();
    String key = hex(pair1.privateKey());
    assertTrue(saved(pair[1]).contains(key));
    GroupTest.commit(pair[0], CommitRequest.of(), pair[1]);
    assertFalse(saved(pair[1]).contains(key));
    assertTrue(pair1.privateKey().isClosed());
    assertTrue(update.length() > 0);
  }

  @Test
  void whoIsRemovedOrClosesKeepsNothing() throws Exception {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Secrets bobs = Secrets.of(pair[1]);
    Secrets carols = Secrets.of(carol);
    Bytes commit = pair[0].commit(CommitRequest.of(new Proposal.Remove(1))).message();
    pair[1].handle(commit);
    bobs.areClosed();
    carol.close();
    carols.areClosed();
  }

  /** Gives the same bytes always, as a broken generator would. */
  private static final class NotRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      java.util.Arrays.fill(bytes, (byte) 9);
    }
  }

  @Test
  void restoredStateRepeatsKeyAndNonceOnlyIfTheGuardRepeats() throws Exception {
    Group[] pair = world.pair();
    SecretBytes backup = pair[0].save();
    Bytes sent = pair[0].protect(text("same"), Bytes.EMPTY, 0);
    Bytes again = Group.load(world.env, backup).protect(text("same"), Bytes.EMPTY, 0);
    // Same generation, so same key, and Ed25519 signs the same twice: only the nonce differs.
    assertNotEquals(sent, again);
    assertEquals(text("same"), pair[1].unprotect(sent).plaintext());
    assertEquals(MlsException.Reason.REPLAYED, GroupTest.refusal(() -> pair[1].unprotect(again)));
    Environment broken =
        new Environment(
            new NotRandom(),
            world.env.clock(),
            Limits.DEFAULT,
            world.env.policy(),
            PreSharedKeys.NONE);
    assertEquals(
        Group.load(broken, backup).protect(text("same"), Bytes.EMPTY, 0),
        Group.load(broken, backup).protect(text("same"), Bytes.EMPTY, 0));
  }

  @Test
  void nothingSecretIsPrinted() throws Exception {
    Group alice = world.create("alice");
    for (Object secret :
        List.of(
            alice,
            memory(alice).state(),
            memory(alice).state().secrets(),
            world.keyPackage("x"),
            world.identity("y"))) {
      assertTrue(secret.toString().contains("secret"), secret.toString());
    }
  }
}
