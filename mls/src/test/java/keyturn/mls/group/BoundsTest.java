package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.GroupTest.refusal;
import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

/** What is kept is bounded, so that what is saved can be loaded and what is sent is taken. */
class BoundsTest {
  private static final Limits SMALL =
      new Limits(1 << 20, 64, 16, 16, 32, 64, 0, 4, 2048, 4096, 16384);

  private final World world = new World(Suite.X25519_AES128_GCM);
  private final World small = new World(Suite.X25519_AES128_GCM, SMALL, new World.ByName());

  private static Proposal context(int bytes) {
    return new Proposal.GroupContextExtensions(
        Extensions.of(new Extension(0xF0F0, Bytes.of(new byte[bytes]))));
  }

  @Test
  void contextsAreBounded() throws MlsException {
    Group[] pair = world.pair();
    int max = Limits.DEFAULT.maxContextBytes();
    assertEquals(
        Reason.TOO_LARGE, refusal(() -> pair[0].propose(context(max), WireFormat.PUBLIC_MESSAGE)));
    assertEquals(
        Reason.TOO_LARGE, refusal(() -> pair[0].commit(CommitRequest.of(context(5 << 20)))));
    commit(pair[0], CommitRequest.of(context(max - 16)), pair[1]);
  }

  @Test
  void proposalsThatWaitAreBoundedTogether() throws MlsException {
    World generous =
        new World(
            Suite.X25519_AES128_GCM,
            new Limits(1 << 20, 64, 16, 16, 32, 64, 0, 4, 2048, 4096, 1 << 20),
            new World.ByName());
    Group alice = small.create("alice");
    OwnKeyPackage own = generous.keyPackage("bob");
    Committed committed = alice.commit(CommitRequest.of(new Proposal.Add(own.keyPackage())));
    alice.handle(committed.message());
    Group bob = Group.join(generous.env, own, committed.welcome().orElseThrow(), Optional.empty());
    for (int i = 0; i < 4; i++) {
      alice.handle(bob.propose(context(4000 - i), WireFormat.PRIVATE_MESSAGE));
    }
    Bytes more = bob.propose(context(3000), WireFormat.PRIVATE_MESSAGE);
    assertEquals(Reason.TOO_LARGE, refusal(() -> alice.handle(more)));
    Group.load(small.env, alice.save());
  }

  @Test
  void proposalsOfOursAreBoundedTogether() throws MlsException {
    Group alice = small.create("alice");
    for (int i = 0; i < 4; i++) {
      alice.propose(context(4000), WireFormat.PRIVATE_MESSAGE);
    }
    assertEquals(
        Reason.TOO_LARGE, refusal(() -> alice.propose(context(4000), WireFormat.PRIVATE_MESSAGE)));
  }

  @Test
  void aStateLargerThanAMessageCanBeLoaded() throws MlsException {
    Group[] pair = world.pair();
    Limits limits = new Limits(4000, 64, 16, 16, 32, 64, 0, 4);
    World tight = new World(Suite.X25519_AES128_GCM, limits, new World.ByName());
    for (int i = 0; i < 4; i++) {
      pair[0].handle(pair[1].propose(context(2000), WireFormat.PRIVATE_MESSAGE));
    }
    Group again = Group.load(tight.env, pair[0].save());
    assertEquals(pair[0].epochAuthenticator(), again.epochAuthenticator());
  }

  @Test
  void nothingLeavesThatOthersWouldRefuse() throws MlsException {
    Limits limits = new Limits(4000, 64, 16, 16, 32, 64, 0, 4);
    World tight = new World(Suite.X25519_AES128_GCM, limits, new World.ByName());
    Group[] pair = tight.pair();
    Bytes before = pair[0].save().use(Bytes::of);
    assertEquals(Reason.TOO_LARGE, refusal(() -> pair[0].commit(CommitRequest.of(context(3500)))));
    assertEquals(
        Reason.TOO_LARGE,
        refusal(() -> pair[0].propose(context(3500), WireFormat.PRIVATE_MESSAGE)));
    assertThrows(
        IllegalArgumentException.class,
        () -> pair[0].protect(Bytes.of(new byte[3000]), Bytes.EMPTY, 1000));
    assertEquals(before, pair[0].save().use(Bytes::of));
    commit(pair[0], CommitRequest.of(context(1000)), pair[1]);
  }

  @Test
  void listsAreBoundedBeforeTheyAreRead() {
    Writer references = new Writer();
    int count = Reader.MAX_ELEMENTS + 1;
    references.length(2 * count);
    for (int i = 0; i < count; i++) {
      references.u8(2).u8(0);
    }
    assertEquals(
        Reason.TOO_LARGE, refusal(() -> Reader.decode(references.u8(0).toBytes(), Commit::read)));
    Bytes types = new Writer().vector(new byte[514]).toBytes();
    assertEquals(Reason.TOO_LARGE, refusal(() -> Reader.decode(types, Reader::u16List)));
  }

  @Test
  void theEpochIsComparedBeforeTheRestIsRead() throws MlsException {
    Group[] pair = world.pair();
    Bytes otherEpoch =
        new Writer().u16(1).u16(1).vector(pair[0].groupId()).u64(77).u8(99).toBytes();
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> pair[0].handle(otherEpoch)));
    Bytes otherGroup = new Writer().u16(1).u16(2).vector(text("other")).u64(1).toBytes();
    assertEquals(Reason.WRONG_GROUP, refusal(() -> pair[0].handle(otherGroup)));
  }

  @Test
  void aCommitThatWaitsIsNotReplacedByMistake() throws MlsException {
    Group[] pair = world.pair();
    Bytes first = pair[0].commit(CommitRequest.of()).message();
    assertThrows(IllegalStateException.class, () -> pair[0].commit(CommitRequest.of()));
    pair[0].handle(first);
    pair[1].handle(first);
    assertEquals(pair[0].epochAuthenticator(), pair[1].epochAuthenticator());
    Bytes refused = pair[0].commit(CommitRequest.of()).message();
    SecretBytes next =
        InsiderAccess.memory(pair[0]).pending().orElseThrow().next().secrets().init();
    pair[0].discardPending();
    assertEquals(true, next.isClosed());
    assertEquals(Reason.WRONG_SENDER, refusal(() -> pair[0].handle(refused)));
    commit(pair[0], CommitRequest.of(), pair[1]);
  }

  @Test
  void epochsPastALowerLimitAreErasedOnLoading() throws MlsException {
    World keeping =
        new World(Suite.X25519_AES128_GCM, Limits.DEFAULT.withPastEpochs(2), new World.ByName());
    Group[] pair = keeping.pair();
    Bytes late = pair[0].protect(text("late"), Bytes.EMPTY, 0);
    commit(pair[1], CommitRequest.of(), pair[0]);
    Group later = Group.load(world.env, pair[1].save());
    assertEquals(List.of(), List.copyOf(InsiderAccess.memory(later).past));
    assertEquals(Reason.WRONG_EPOCH, refusal(() -> later.unprotect(late)));
  }
}
