package keyturn.mls.group;

import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.RequiredCapabilities;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupTest {
  private final World world = new World(Suite.X25519_AES128_GCM);

  static Reason refusal(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(MlsException.class, action).reason();
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void membersTalkInEverySuite(Suite suite) throws MlsException {
    World everywhere = new World(suite);
    Group[] pair = everywhere.pair();
    Group carol = everywhere.add(pair[1], "carol", pair[0]);
    Bytes message = pair[0].protect(text("hello"), text("aad"), 11);
    for (Group other : List.of(pair[1], carol)) {
      Received received = other.unprotect(message);
      assertEquals(text("hello"), received.plaintext());
      assertEquals(text("aad"), received.authenticatedData());
      assertEquals(Credential.Basic.of("alice"), received.sender().credential());
      assertEquals(pair[0].epochAuthenticator(), other.epochAuthenticator());
    }
  }

  @Test
  void messageOpensOnce() throws MlsException {
    Group[] pair = world.pair();
    Bytes message = pair[0].protect(text("once"), Bytes.EMPTY, 0);
    pair[1].unprotect(message);
    assertEquals(Reason.REPLAYED, refusal(() -> pair[1].unprotect(message)));
    assertEquals(Reason.REPLAYED, refusal(() -> pair[0].unprotect(message)));
  }

  @Test
  void messagesOpenInAnyOrder() throws MlsException {
    Group[] pair = world.pair();
    Bytes first = pair[0].protect(text("1"), Bytes.EMPTY, 0);
    Bytes second = pair[0].protect(text("2"), Bytes.EMPTY, 0);
    Bytes third = pair[0].protect(text("3"), Bytes.EMPTY, 0);
    assertEquals(text("3"), pair[1].unprotect(third).plaintext());
    assertEquals(text("1"), pair[1].unprotect(first).plaintext());
    Group later = Group.load(world.env, pair[1].save());
    assertEquals(text("2"), later.unprotect(second).plaintext());
    assertEquals(Reason.REPLAYED, refusal(() -> later.unprotect(third)));
  }

  @Test
  void messageOfThePastOpensOnlyWithinTheLimit() throws MlsException {
    World keeping =
        new World(Suite.X25519_AES128_GCM, Limits.DEFAULT.withPastEpochs(1), new World.ByName());
    Group[] pair = keeping.pair();
    Bytes first = pair[0].protect(text("old"), Bytes.EMPTY, 0);
    Bytes second = pair[0].protect(text("older"), Bytes.EMPTY, 0);
    commit(pair[1], CommitRequest.of(), pair[0]);
    Group later = Group.load(keeping.env, pair[1].save());
    assertEquals(text("old"), later.unprotect(first).plaintext());
    commit(later, CommitRequest.of(), pair[0]);
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> later.unprotect(second)));
  }

  @Test
  void anEpochEndsWithItsCommitByDefault() throws MlsException {
    Group[] pair = world.pair();
    Bytes late = pair[0].protect(text("late"), Bytes.EMPTY, 0);
    commit(pair[1], CommitRequest.of(), pair[0]);
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> pair[1].unprotect(late)));
  }

  @Test
  void whoseCommitComesFirstWins() throws MlsException {
    Group[] pair = world.pair();
    Committed alices = pair[0].commit(CommitRequest.of());
    Committed bobs = pair[1].commit(CommitRequest.of());
    pair[0].handle(bobs.message());
    pair[1].handle(bobs.message());
    assertEquals(pair[0].epochAuthenticator(), pair[1].epochAuthenticator());
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> pair[0].handle(alices.message())));
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> pair[1].handle(alices.message())));
  }

  @Test
  void pendingCommitSurvivesSaving() throws MlsException {
    Group[] pair = world.pair();
    Bytes message = pair[0].commit(CommitRequest.of()).message();
    Group alice = Group.load(world.env, pair[0].save());
    alice.handle(message);
    pair[1].handle(message);
    assertEquals(alice.epochAuthenticator(), pair[1].epochAuthenticator());
  }

  @Test
  void proposalsOfOthersAreCommitted() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Group dave = world.add(pair[0], "dave", pair[1], carol);
    Bytes update = carol.proposeUpdate(WireFormat.PRIVATE_MESSAGE);
    Bytes remove = pair[1].propose(new Proposal.Remove(3), WireFormat.PUBLIC_MESSAGE);
    for (Group member : List.of(pair[0], pair[1], carol, dave)) {
      assertInstanceOf(Handled.Proposed.class, member.handle(update));
      assertInstanceOf(Handled.Proposed.class, member.handle(remove));
      assertTrue(member.mustCommit());
    }
    assertThrows(IllegalStateException.class, () -> pair[0].protect(text("x"), Bytes.EMPTY, 0));
    Bytes commit = pair[0].commit(CommitRequest.of()).message();
    for (Group member : List.of(pair[0], pair[1], carol)) {
      Handled.Entered entered = assertInstanceOf(Handled.Entered.class, member.handle(commit));
      assertEquals(List.of(3), entered.removed());
      assertEquals(pair[0].epochAuthenticator(), member.epochAuthenticator());
    }
    assertInstanceOf(Handled.Removed.class, dave.handle(commit));
    assertFalse(dave.isActive());
    assertEquals(Reason.REMOVED, refusal(() -> dave.handle(commit)));
    assertThrows(IllegalStateException.class, dave::save);
    commit(carol, CommitRequest.of(), pair);
  }

  @Test
  void committerPrefersRemoveAndTheLastUpdate() throws MlsException {
    Group[] pair = world.pair();
    Group carol = world.add(pair[0], "carol", pair[1]);
    Group dave = world.add(pair[0], "dave", pair[1], carol);
    for (Bytes proposal :
        List.of(
            carol.proposeUpdate(WireFormat.PRIVATE_MESSAGE),
            carol.proposeUpdate(WireFormat.PRIVATE_MESSAGE),
            dave.proposeUpdate(WireFormat.PRIVATE_MESSAGE),
            pair[1].propose(new Proposal.Remove(3), WireFormat.PRIVATE_MESSAGE),
            pair[1].propose(new Proposal.Remove(0), WireFormat.PRIVATE_MESSAGE))) {
      for (Group member : List.of(pair[0], pair[1], carol, dave)) {
        member.handle(proposal);
      }
    }
    commit(pair[0], CommitRequest.of(), pair[1], carol);
    assertEquals(3, pair[0].members().size());
    commit(carol, CommitRequest.of(), pair);
  }

  @Test
  void commitWithoutPathAddsMembers() throws MlsException {
    Group[] pair = world.pair();
    OwnKeyPackage carol = world.keyPackage("carol");
    Committed committed =
        pair[0].commit(
            CommitRequest.of(new Proposal.Add(carol.keyPackage()))
                .with(CommitRequest.Path.WHEN_REQUIRED)
                .with(CommitRequest.TreeInWelcome.ELSEWHERE)
                .with(WireFormat.PUBLIC_MESSAGE));
    pair[0].handle(committed.message());
    pair[1].handle(committed.message());
    Bytes welcome = committed.welcome().orElseThrow();
    assertEquals(
        Reason.INVALID_TREE,
        refusal(() -> Group.join(world.env, carol, welcome, Optional.empty())));
    Group joined = Group.join(world.env, carol, welcome, Optional.of(pair[1].ratchetTree()));
    assertEquals(pair[0].epochAuthenticator(), joined.epochAuthenticator());
    commit(joined, CommitRequest.of(), pair);
  }

  @Test
  void preSharedKeysEnterTheSchedule() throws MlsException {
    Group[] pair = world.pair();
    OwnKeyPackage carol = world.keyPackage("carol");
    Bytes groupId = pair[0].groupId();
    commit(
        pair[0],
        CommitRequest.of(
            new Proposal.PreSharedKey(world.knownPsk()),
            new Proposal.PreSharedKey(
                new PreSharedKeyId.Resumption(
                    PreSharedKeyId.Usage.APPLICATION, groupId, 1, world.randomBytes()))),
        pair[1]);
    Committed committed =
        pair[0].commit(
            CommitRequest.of(
                new Proposal.Add(carol.keyPackage()), new Proposal.PreSharedKey(world.knownPsk())));
    pair[0].handle(committed.message());
    pair[1].handle(committed.message());
    Group joined =
        Group.join(world.env, carol, committed.welcome().orElseThrow(), Optional.empty());
    assertEquals(pair[0].epochAuthenticator(), joined.epochAuthenticator());
    Proposal unknown =
        new Proposal.PreSharedKey(
            new PreSharedKeyId.External(text("nobody's"), world.randomBytes()));
    assertEquals(Reason.UNKNOWN_PSK, refusal(() -> pair[0].commit(CommitRequest.of(unknown))));
  }

  @Test
  void groupContextExtensionsChangeForAll() throws MlsException {
    Group[] pair = world.pair();
    Extensions extensions =
        Extensions.of(
            new Extension(0xF0F0, text("rules")),
            new RequiredCapabilities(List.of(0xF0F0), List.of(), List.of(Credential.BASIC))
                .asExtension());
    commit(pair[0], CommitRequest.of(new Proposal.GroupContextExtensions(extensions)), pair[1]);
    assertEquals(extensions, pair[1].extensions());
    Proposal tooMuch =
        new Proposal.GroupContextExtensions(Extensions.of(new Extension(0xF0F1, Bytes.EMPTY)));
    assertEquals(Reason.INVALID_LEAF, refusal(() -> pair[0].commit(CommitRequest.of(tooMuch))));
  }

  @Test
  void exportedSecretsAreEqualAndPerEpoch() throws MlsException {
    Group[] pair = world.pair();
    Bytes before = pair[0].export("test", text("context"), 48).use(Bytes::of);
    assertEquals(before, pair[1].export("test", text("context"), 48).use(Bytes::of));
    assertNotEquals(before, pair[1].export("test", text("other"), 48).use(Bytes::of));
    commit(pair[0], CommitRequest.of(), pair[1]);
    assertNotEquals(before, pair[0].export("test", text("context"), 48).use(Bytes::of));
  }

  @Test
  void welcomeIsForTheKeyPackageItNames() throws MlsException {
    Group alice = world.create("alice");
    OwnKeyPackage bob = world.keyPackage("bob");
    Committed committed = alice.commit(CommitRequest.of(new Proposal.Add(bob.keyPackage())));
    Bytes welcome = committed.welcome().orElseThrow();
    assertEquals(
        Reason.NOT_FOR_US,
        refusal(() -> Group.join(world.env, world.keyPackage("bob"), welcome, Optional.empty())));
    OwnKeyPackage saved = OwnKeyPackage.load(bob.save(), Limits.DEFAULT);
    assertEquals(1, Group.join(world.env, saved, welcome, Optional.empty()).epoch());
  }

  /** Commits, and lets all enter the epoch and agree on it. */
  static void commit(Group committer, CommitRequest request, Group... others) throws MlsException {
    Bytes message = committer.commit(request).message();
    committer.handle(message);
    for (Group other : others) {
      other.handle(message);
      assertEquals(committer.epochAuthenticator(), other.epochAuthenticator());
    }
    Bytes text = committer.protect(text("after"), Bytes.EMPTY, 0);
    for (Group other : others) {
      assertEquals(text("after"), other.unprotect(text).plaintext());
    }
  }
}
