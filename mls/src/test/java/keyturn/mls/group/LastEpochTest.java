package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.refusal;
import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.ProposalOrRef;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

/** Epochs are a uint64: in the one before the last nobody commits, so that none becomes 0. */
class LastEpochTest {
  private static final long LAST = -1;

  private final World world = new World(Suite.X25519_AES128_GCM);

  /** The same group, as if it had always been in that epoch. */
  private static SecretBytes saved(Group group, long epoch) {
    byte[] state = group.save().use(byte[]::clone);
    byte[] id = group.groupId().toArray();
    byte[] before = ByteBuffer.allocate(40).put(id).putLong(group.epoch()).array();
    for (int at = 0; at + before.length <= state.length; at++) {
      if (ByteBuffer.wrap(state, at, before.length).equals(ByteBuffer.wrap(before))) {
        ByteBuffer.wrap(state, at + id.length, Long.BYTES).putLong(epoch);
        return SecretBytes.adopt(state);
      }
    }
    throw new AssertionError("no context in the saved state");
  }

  private Group[] pairIn(long epoch) throws MlsException {
    Group[] pair = world.pair();
    return new Group[] {
      Group.load(world.env, saved(pair[0], epoch)), Group.load(world.env, saved(pair[1], epoch))
    };
  }

  @Test
  void epochBeforeTheLastIsTheEnd() throws MlsException {
    Group[] pair = pairIn(LAST - 1);
    Bytes before = pair[0].save().use(Bytes::of);
    assertEquals(Reason.UNSUPPORTED, refusal(() -> pair[0].commit(CommitRequest.of())));
    assertEquals(
        Reason.UNSUPPORTED,
        refusal(() -> pair[0].commit(CommitRequest.of().with(CommitRequest.Path.WHEN_REQUIRED))));
    assertEquals(before, pair[0].save().use(Bytes::of));
    Bytes message = pair[0].protect(text("still"), Bytes.EMPTY, 0);
    assertEquals(LAST - 1, pair[1].unprotect(message).epoch());
  }

  @Test
  void nobodyFollowsIntoTheLast() throws MlsException {
    Group[] pair = pairIn(LAST - 1);
    Commit commit =
        new Commit(
            List.of(new ProposalOrRef.ByValue(new Proposal.PreSharedKey(world.knownPsk()))),
            Optional.empty());
    Bytes before = pair[1].save().use(Bytes::of);
    assertEquals(
        Reason.UNSUPPORTED,
        refusal(() -> pair[1].handle(InsiderAccess.sign(pair[0], commit).encoded())));
    assertEquals(before, pair[1].save().use(Bytes::of));
    assertEquals(Reason.UNSUPPORTED, refusal(() -> world.joinExternally(pair[0], "bob", 1)));
  }

  @Test
  void oneMoreEpochIsFine() throws MlsException {
    Group[] pair = pairIn(LAST - 2);
    GroupTest.commit(pair[0], CommitRequest.of().with(WireFormat.PUBLIC_MESSAGE), pair[1]);
    assertEquals(LAST - 1, pair[1].epoch());
    assertEquals(pair[0].epochAuthenticator(), pair[1].epochAuthenticator());
  }

  @Test
  void groupOfTheLastEpochIsNoneOfOurs() throws MlsException {
    Group alice = world.create("alice");
    assertEquals(Reason.UNSUPPORTED, refusal(() -> Group.load(world.env, saved(alice, LAST))));
    GroupContext context = InsiderAccess.memory(alice).state().context();
    GroupContext last =
        new GroupContext(
            context.suiteCode(),
            context.groupId(),
            LAST,
            context.treeHash(),
            context.confirmedTranscriptHash(),
            context.extensions());
    assertEquals(
        Reason.UNSUPPORTED, refusal(() -> Reader.decode(last.encoded(), GroupContext::read)));
  }
}
