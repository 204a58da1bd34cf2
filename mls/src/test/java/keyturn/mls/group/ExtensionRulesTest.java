package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.GroupTest.refusal;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.RequiredCapabilities;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which extensions may be where (RFC 9420 §13.4, §17.3), and unknown values (§13, §13.5). */
class ExtensionRulesTest {
  private static final int UNKNOWN = 0x4242;
  private static final int GREASE = 0x3A3A;

  private final World world = new World(Suite.X25519_AES128_GCM);
  private final Suite suite = world.suite;
  private final Group alice = world.create("alice");

  private static Extension empty(int type) {
    return new Extension(type, Bytes.EMPTY);
  }

  /** A key package as a client makes it that this engine has never seen. */
  private OwnKeyPackage foreign(
      Capabilities capabilities, Extensions leafExtensions, Extensions extensions) {
    OwnKeyPackage own = world.keyPackage("bob");
    LeafNode.Content content =
        new LeafNode.Content(
            own.leafKey().publicKey(),
            suite.signature().publicOf(own.signatureKey()),
            Credential.Basic.of("bob"),
            capabilities,
            new LeafSource.FromKeyPackage(World.LIFETIME),
            leafExtensions);
    KeyPackage keyPackage =
        new KeyPackage.Content(
                suite.code(),
                own.initKey().publicKey(),
                content.sign(suite, own.signatureKey()),
                extensions)
            .sign(suite, own.signatureKey());
    return new OwnKeyPackage(keyPackage, own.initKey(), own.leafKey(), own.signatureKey());
  }

  private static Capabilities capabilities(Integer... extensions) {
    return Capabilities.of(
        List.of(Suite.X25519_AES128_GCM), List.of(extensions), List.of(Credential.BASIC));
  }

  private Reason added(OwnKeyPackage own) {
    return refusal(() -> alice.commit(CommitRequest.of(new Proposal.Add(own.keyPackage()))));
  }

  private Reason changed(World of, Extension... extensions) {
    Group group = of.create("alice");
    return refusal(
        () ->
            group.commit(
                CommitRequest.of(new Proposal.GroupContextExtensions(Extensions.of(extensions)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void keyPackagesHaveNoneOfTheDefaultExtensions(int type) {
    assertEquals(
        Reason.INVALID_EXTENSION,
        added(foreign(capabilities(), Extensions.NONE, Extensions.of(empty(type)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void leavesHaveNoneOfTheOthers(int type) {
    assertEquals(
        Reason.INVALID_EXTENSION,
        added(foreign(capabilities(), Extensions.of(empty(type)), Extensions.NONE)));
  }

  @Test
  void leafMayHaveAnApplicationId() {
    Extensions id = Extensions.of(new Extension(Extension.APPLICATION_ID, Bytes.ofHex("020102")));
    assertDoesNotThrow(
        () ->
            alice.commit(
                CommitRequest.of(
                    new Proposal.Add(foreign(capabilities(), id, Extensions.NONE).keyPackage()))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 0x0A0A, 0xEAEA})
  void groupContextsHaveNoneOfTheOthers(int type) {
    assertEquals(Reason.INVALID_EXTENSION, changed(world, empty(type)));
    assertEquals(
        Reason.INVALID_EXTENSION,
        refusal(
            () ->
                Group.create(
                    world.env,
                    world.identity("alice"),
                    world.randomBytes(),
                    Extensions.of(empty(type)),
                    World.LIFETIME)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void groupInfosHaveNoneOfTheOthers(int type) {
    assertEquals(Reason.INVALID_EXTENSION, refusal(() -> joinBy(groupInfo(empty(type)))));
  }

  @Test
  void whatAMemberCannotDoNobodyRequires() {
    RequiredCapabilities nonsense = new RequiredCapabilities(List.of(GREASE), List.of(), List.of());
    assertEquals(Reason.INVALID_EXTENSION, changed(world, nonsense.asExtension()));
    RequiredCapabilities unknown = new RequiredCapabilities(List.of(), List.of(UNKNOWN), List.of());
    assertEquals(Reason.INVALID_LEAF, changed(world, unknown.asExtension()));
  }

  @Test
  void externalSendersAreWellFormedAndAccepted() {
    World open =
        new World(
            suite,
            Limits.DEFAULT,
            new World.ByName() {
              @Override
              public boolean acceptsExternalSender(ExternalSender sender) {
                return sender.credential().equals(Credential.Basic.of("service"));
              }
            });
    Extension good = senders("service");
    assertEquals(Reason.REFUSED, changed(world, good));
    assertEquals(Reason.REFUSED, changed(open, senders("mallory")));
    assertDoesNotThrow(() -> open.create("alice", Extensions.of(good)));
    byte[] one = good.data().toArray();
    for (Bytes malformed :
        List.of(
            Bytes.EMPTY,
            Bytes.of((byte) 9),
            good.data().slice(0, one.length - 1),
            Bytes.concat(good.data(), Bytes.of((byte) 0)))) {
      assertEquals(
          Reason.MALFORMED, changed(open, new Extension(Extension.EXTERNAL_SENDERS, malformed)));
    }
    assertEquals(Reason.INVALID_EXTENSION, changed(open, good, good));
  }

  private Extension senders(String name) {
    return ExternalSender.extension(
        List.of(new ExternalSender(world.identity(name).publicKey(), Credential.Basic.of(name))));
  }

  /** Alice's GroupInfo as it is, and with more in it. */
  private Bytes groupInfo(Extension more) throws MlsException {
    GroupInfo info =
        ((MlsMessage.Informing)
                MlsMessage.decode(
                    alice.groupInfo(CommitRequest.TreeInWelcome.INCLUDED), Limits.DEFAULT))
            .groupInfo();
    GroupInfo changed =
        new GroupInfo.Content(
                info.context(), info.extensions().and(more), info.confirmationTag(), info.signer())
            .sign(suite, InsiderAccess.memory(alice).signatureKey);
    return new MlsMessage.Informing(changed).encoded();
  }

  private Group.Joined joinBy(Bytes groupInfo) throws MlsException {
    return Group.joinExternally(
        world.env,
        world.identity("alice"),
        groupInfo,
        Optional.empty(),
        OptionalInt.of(0),
        List.of());
  }

  @Test
  void unknownValuesAreReadPast() throws MlsException {
    Capabilities modern =
        new Capabilities(
            List.of(1, 2),
            List.of(UNKNOWN, suite.code(), GREASE),
            List.of(UNKNOWN, GREASE, 0xF0F0),
            List.of(UNKNOWN, GREASE),
            List.of(UNKNOWN, Credential.BASIC, GREASE));
    Extensions any = Extensions.of(empty(UNKNOWN), new Extension(GREASE, Bytes.of((byte) 1)));
    OwnKeyPackage bob = foreign(modern, any, any);
    Committed committed = alice.commit(CommitRequest.of(new Proposal.Add(bob.keyPackage())));
    alice.handle(committed.message());
    Group joined = Group.join(world.env, bob, committed.welcome().orElseThrow(), Optional.empty());
    commit(joined, CommitRequest.of(), alice);
    assertDoesNotThrow(() -> joinBy(groupInfo(empty(UNKNOWN))));
  }

  @Test
  void whatWeSendHoldsValuesThatNobodyKnows() throws MlsException {
    IntPredicate grease = type -> (type & 0x0F0F) == 0x0A0A && type >>> 8 == (type & 0xff);
    LeafNode leaf = alice.members().get(0).node();
    Capabilities said = leaf.capabilities();
    for (List<Integer> list :
        List.of(said.suites(), said.extensions(), said.proposals(), said.credentials())) {
      assertEquals(1, list.stream().filter(grease::test).count());
    }
    OwnKeyPackage own = world.keyPackage("bob");
    Bytes info = alice.groupInfo(CommitRequest.TreeInWelcome.INCLUDED);
    for (Extensions extensions :
        List.of(
            leaf.extensions(),
            own.keyPackage().content().extensions(),
            ((MlsMessage.Informing) MlsMessage.decode(info, Limits.DEFAULT))
                .groupInfo()
                .extensions())) {
      assertEquals(1, extensions.types().stream().filter(grease::test).count());
    }
    Stream<Integer> ten =
        Stream.generate(() -> world.keyPackage("x").keyPackage().leaf().capabilities().suites())
            .limit(40)
            .flatMap(List::stream)
            .distinct();
    assertTrue(ten.count() > 2, "always the same value");
  }

  @Test
  void nobodyListsDefaultsOrGreaseOfItsOwn() {
    for (Capabilities wrong :
        List.of(
            capabilities(Extension.EXTERNAL_PUB),
            capabilities(GREASE),
            new Capabilities(
                List.of(1), List.of(suite.code()), List.of(), List.of(7), List.of(1)))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new Identity(
                  suite,
                  suite.signature().generate(world.env.random()),
                  Credential.Basic.of("x"),
                  wrong,
                  Extensions.NONE));
    }
  }
}
