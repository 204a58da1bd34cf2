package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.refusal;
import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not exactly a message of a member is refused, and nothing changes. */
class HostileMessageTest {
  private final World world = new World(Suite.X25519_AES128_GCM);

  /** Some bits flipped, some truncations, a byte more: enough to reach every field. */
  static List<Bytes> mutations(Bytes message, int step) {
    List<Bytes> mutations = new ArrayList<>();
    for (int at = 0; at < message.length(); at += step) {
      byte[] flipped = message.toArray();
      flipped[at] ^= (byte) (1 << (at % 8));
      mutations.add(Bytes.of(flipped));
      mutations.add(message.slice(0, at));
    }
    mutations.add(Bytes.concat(message, Bytes.of((byte) 0)));
    return mutations;
  }

  private static Bytes state(Group group) {
    return group.save().use(Bytes::of);
  }

  @Test
  void applicationMessagesOpenUnchangedOnly() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Bytes message = pair[0].protect(text("hello"), text("aad"), 3);
    Bytes before = state(carol);
    for (Bytes mutated : mutations(message, 1)) {
      assertNotNull(refusal(() -> carol.unprotect(mutated)));
      assertEquals(before, state(carol));
    }
    assertEquals(text("hello"), carol.unprotect(message).plaintext());
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFormat.class,
      names = {"PRIVATE_MESSAGE", "PUBLIC_MESSAGE"})
  void commitsAreFollowedUnchangedOnly(WireFormat format) throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    OwnKeyPackage dave = world.keyPackage("dave");
    Bytes message =
        pair[0]
            .commit(CommitRequest.of(new Proposal.Add(dave.keyPackage())).with(format))
            .message();
    Bytes before = state(carol);
    for (Bytes mutated : mutations(message, 7)) {
      assertNotNull(refusal(() -> carol.handle(mutated)));
      assertEquals(before, state(carol));
    }
    carol.handle(message);
    pair[0].handle(message);
    assertEquals(pair[0].epochAuthenticator(), carol.epochAuthenticator());
  }

  @Test
  void welcomesAndGroupInfosAreTakenUnchangedOnly() throws MlsException {
    Group alice = world.create("alice");
    OwnKeyPackage bob = world.keyPackage("bob");
    Bytes welcome =
        alice.commit(CommitRequest.of(new Proposal.Add(bob.keyPackage()))).welcome().orElseThrow();
    for (Bytes mutated : mutations(welcome, 3)) {
      assertNotNull(refusal(() -> Group.join(world.env, bob, mutated, Optional.empty())));
    }
    Bytes info = alice.groupInfo(CommitRequest.TreeInWelcome.INCLUDED);
    for (Bytes mutated : mutations(info, 3)) {
      assertNotNull(
          refusal(
              () ->
                  Group.joinExternally(
                      world.env,
                      world.identity("alice"),
                      mutated,
                      Optional.empty(),
                      java.util.OptionalInt.of(0),
                      List.of())));
    }
  }

  @Test
  void savedStateThatIsNoneIsRefused() throws MlsException {
    Bytes saved = state(world.pair()[0]);
    for (int length = 0; length < saved.length(); length += 5) {
      SecretBytes cut = SecretBytes.adopt(saved.slice(0, length).toArray());
      assertEquals(Reason.MALFORMED, refusal(() -> Group.load(world.env, cut)));
    }
    byte[] newer = saved.toArray();
    newer[1]++;
    assertEquals(
        Reason.UNSUPPORTED, refusal(() -> Group.load(world.env, SecretBytes.adopt(newer))));
  }

  @Test
  void savedStateIsContinuedExactly() throws MlsException {
    Group[] pair = world.pair();
    pair[1].proposeUpdate(WireFormat.PRIVATE_MESSAGE);
    pair[0].commit(CommitRequest.of());
    for (Group group : pair) {
      assertEquals(state(group), state(Group.load(world.env, group.save())));
    }
  }

  @Test
  void messagesOfOthersGroupsAreRefused() throws MlsException {
    Group[] ours = world.pair();
    Group[] theirs = world.pair();
    Bytes message = theirs[0].protect(text("x"), Bytes.EMPTY, 0);
    Bytes commit = theirs[0].commit(CommitRequest.of()).message();
    assertEquals(Reason.WRONG_GROUP, refusal(() -> ours[1].unprotect(message)));
    assertEquals(Reason.WRONG_GROUP, refusal(() -> ours[1].handle(commit)));
  }

  @Test
  void eachMethodTakesItsOwnKindOnly() throws MlsException {
    Group[] pair = world.pair();
    Bytes message = pair[0].protect(text("x"), Bytes.EMPTY, 0);
    assertEquals(Reason.MALFORMED, refusal(() -> pair[1].handle(message)));
    Bytes commit = pair[0].commit(CommitRequest.of()).message();
    assertEquals(Reason.MALFORMED, refusal(() -> pair[1].unprotect(commit)));
    Bytes info = pair[0].groupInfo(CommitRequest.TreeInWelcome.ELSEWHERE);
    assertEquals(Reason.MALFORMED, refusal(() -> pair[1].handle(info)));
    assertEquals(
        Reason.MALFORMED,
        refusal(() -> Group.join(world.env, world.keyPackage("x"), info, Optional.empty())));
  }

  @Test
  void ourOwnMessagesComeFromNobodyElse() throws MlsException {
    Group[] pair = world.pair();
    Group copy = Group.load(world.env, pair[0].save());
    Bytes commit = copy.commit(CommitRequest.of()).message();
    assertEquals(Reason.WRONG_SENDER, refusal(() -> pair[0].handle(commit)));
    copy.discardPending();
    Bytes open = copy.commit(CommitRequest.of().with(WireFormat.PUBLIC_MESSAGE)).message();
    assertEquals(Reason.WRONG_SENDER, refusal(() -> pair[0].handle(open)));
  }

  @Test
  void limitsComeBeforeWork() throws MlsException {
    Limits tight = new Limits(4000, 2, 3, 2, 2, 1, 0, 0);
    World small = new World(Suite.X25519_AES128_GCM, tight, new World.ByName());
    Group[] pair = small.pair();
    assertEquals(Reason.TOO_LARGE, refusal(() -> pair[0].handle(Bytes.of(new byte[4001]))));
    assertEquals(Reason.TOO_LARGE, refusal(() -> small.add(pair[0], "carol", pair[1])));
    List<Bytes> messages = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      messages.add(pair[0].protect(text("m" + i), Bytes.EMPTY, 0));
    }
    assertEquals(Reason.OUT_OF_WINDOW, refusal(() -> pair[1].unprotect(messages.get(4))));
    assertEquals(text("m3"), pair[1].unprotect(messages.get(3)).plaintext());
    assertEquals(Reason.REPLAYED, refusal(() -> pair[1].unprotect(messages.get(0))));
    assertEquals(text("m1"), pair[1].unprotect(messages.get(1)).plaintext());
    pair[0].handle(pair[1].proposeUpdate(WireFormat.PRIVATE_MESSAGE));
    assertEquals(
        Reason.TOO_LARGE, refusal(() -> pair[0].proposeUpdate(WireFormat.PRIVATE_MESSAGE)));
  }

  @Test
  void aTamperedLengthAllocatesNothing() {
    byte[] message = {0, 1, 0, 2, (byte) 0xbf, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1};
    Group alice = world.create("alice");
    assertEquals(Reason.MALFORMED, refusal(() -> alice.handle(Bytes.of(message))));
    assertThrows(MlsException.class, () -> alice.unprotect(Bytes.of(message)));
  }
}
