package keyturn.mls.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.group.Group;
import keyturn.mls.group.OwnKeyPackage;
import org.junit.jupiter.params.provider.MethodSource;

/** A live group takes a message, or refuses it and is as it was. */
class GroupFuzzTest {
  private static final LiveGroup LIVE = new LiveGroup();
  private static final SecretBytes BOB = LIVE.bob.save();
  private static final Bytes STATE = BOB.use(Bytes::of);
  private static final OwnKeyPackage CAROL = LIVE.keyPackage("carol");

  static Stream<byte[]> messages() {
    return LiveGroup.seeds();
  }

  static Stream<byte[]> contents() {
    return LiveGroup.contents();
  }

  private static Group bob() {
    try {
      return Group.load(LIVE.env, BOB);
    } catch (MlsException e) {
      throw new AssertionError(e);
    }
  }

  @MethodSource("messages")
  @FuzzTest
  void handled(byte[] message) {
    Group bob = bob();
    try {
      bob.handle(Bytes.of(message));
    } catch (MlsException refused) {
      assertEquals(STATE, bob.save().use(Bytes::of));
    }
  }

  @MethodSource("messages")
  @FuzzTest
  void unprotected(byte[] message) {
    Group bob = bob();
    try {
      bob.unprotect(Bytes.of(message));
    } catch (MlsException refused) {
      assertEquals(STATE, bob.save().use(Bytes::of));
    }
  }

  /**
   * What a member could have sent: signed by the fuzzer's own hand, so that the rules behind the
   * signature are reached.
   */
  @MethodSource("contents")
  @FuzzTest
  void handledFromAMember(byte[] content) {
    Group bob = bob();
    try {
      bob.handle(Forgery.of(LIVE.alice, content).encoded());
    } catch (MlsException refused) {
      assertEquals(STATE, bob.save().use(Bytes::of));
    }
  }

  @MethodSource("messages")
  @FuzzTest
  void joined(byte[] message) {
    try {
      Group.join(LIVE.env, CAROL, Bytes.of(message), Optional.empty()).close();
    } catch (MlsException refused) {
      // The only way to refuse.
    }
  }

  static Stream<byte[]> states() {
    return Stream.of(STATE.toArray());
  }

  @MethodSource("states")
  @FuzzTest
  void loaded(byte[] state) {
    try (SecretBytes saved = SecretBytes.copyOf(state)) {
      Group group = Group.load(LIVE.env, saved);
      assertEquals(List.of(), group.members().stream().filter(m -> m.leaf() < 0).toList());
    } catch (MlsException refused) {
      // The only way to refuse.
    }
  }
}
