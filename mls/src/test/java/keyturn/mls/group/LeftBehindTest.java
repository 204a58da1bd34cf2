package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.refusal;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.ProposalOrRef;
import keyturn.mls.framing.Welcome;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.group.OpenSecrets.Counted;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails half-way closes the secrets that it has made until then. */
class LeftBehindTest {
  @TempDir Path folder = Path.of("");

  /** Something that is refused. */
  private interface Attempt {
    void run() throws MlsException;
  }

  private final List<Object> kept = new ArrayList<>();

  private <T> T keep(T object) {
    kept.add(object);
    return object;
  }

  @Test
  void openSecretsAreCounted() throws IOException {
    SecretBytes secret = keep(SecretBytes.copyOf(new byte[] {1, 2, 3}));
    int with = OpenSecrets.count(folder, Counted.REACHABLE);
    secret.close();
    int without = OpenSecrets.count(folder, Counted.REACHABLE);
    assertTrue(without < with, without + " open now, " + with + " before");
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"X25519_AES128_GCM", "P256_AES128_GCM"})
  void refusalsLeaveNothingOpen(Suite suite) throws Exception {
    List<Attempt> attempts = attempts(new World(suite));
    // Once before, so that what is made once for all is there.
    attempts.forEach(attempt -> refusal(attempt::run));
    // What earlier tests have left open goes now, or later: that only makes it fewer.
    System.gc();
    int before = OpenSecrets.count(folder, Counted.ALL);
    attempts.forEach(attempt -> refusal(attempt::run));
    int after = OpenSecrets.count(folder, Counted.ALL);
    assertTrue(after <= before, () -> "left open by: " + leavers(attempts));
    assertTrue(kept.size() > 3);
  }

  /** The numbers of those that leave something, each looked at alone. */
  private List<Integer> leavers(List<Attempt> attempts) {
    try {
      List<Integer> leavers = new ArrayList<>();
      for (int i = 0; i < attempts.size(); i++) {
        System.gc();
        int before = OpenSecrets.count(folder, Counted.ALL);
        refusal(attempts.get(i)::run);
        if (OpenSecrets.count(folder, Counted.ALL) > before) {
          leavers.add(i);
        }
      }
      return leavers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Attempt> attempts(World world) throws MlsException {
    Group[] pair = world.pair();
    Group alice = keep(pair[0]);
    Group bob = keep(pair[1]);
    Identity carol = keep(world.identity("carol"));
    Identity bobAgain = keep(world.identity("bob"));
    PreSharedKeyId unknown = new PreSharedKeyId.External(Bytes.of((byte) 1), world.randomBytes());
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(
        () ->
            Group.create(
                world.env,
                carol,
                world.randomBytes(),
                Extensions.of(new Extension(Extension.EXTERNAL_PUB, Bytes.EMPTY)),
                World.LIFETIME));
    Proposal psk = new Proposal.PreSharedKey(unknown);
    for (CommitRequest.Path path : CommitRequest.Path.values()) {
      attempts.add(() -> alice.commit(CommitRequest.of(psk).with(path)));
    }
    Bytes info = alice.groupInfo(CommitRequest.TreeInWelcome.INCLUDED);
    attempts.add(() -> joinExternally(world, carol, info, OptionalInt.empty(), unknown));
    attempts.add(() -> joinExternally(world, bobAgain, info, OptionalInt.empty(), null));
    attempts.add(() -> joinExternally(world, bobAgain, info, OptionalInt.of(1), unknown));
    hostileCommits(alice, bob, attempts);
    hostileWelcomes(world, alice, attempts);
    cutStates(world, bob, attempts);
    return attempts;
  }

  private static void joinExternally(
      World world,
      Identity identity,
      Bytes info,
      OptionalInt removed,
      @org.jspecify.annotations.Nullable PreSharedKeyId psk)
      throws MlsException {
    Group.joinExternally(
        world.env,
        identity,
        info,
        Optional.empty(),
        removed,
        psk == null ? List.of() : List.of(psk));
  }

  /** Commits that fail at their last step, the confirmation tag, and before. */
  private static void hostileCommits(Group alice, Group bob, List<Attempt> attempts)
      throws MlsException {
    Bytes honest = alice.commit(CommitRequest.of().with(WireFormat.PUBLIC_MESSAGE)).message();
    alice.discardPending();
    Commit commit =
        (Commit)
            ((MlsMessage.Public) MlsMessage.decode(honest, Limits.DEFAULT))
                .message()
                .content()
                .content();
    Bytes untagged = InsiderAccess.sign(alice, commit).encoded();
    attempts.add(() -> bob.handle(untagged));
    Commit other =
        new Commit(
            List.of(
                new ProposalOrRef.ByValue(new Proposal.GroupContextExtensions(Extensions.NONE))),
            commit.path());
    Bytes undecryptable = InsiderAccess.sign(alice, other).encoded();
    attempts.add(() -> bob.handle(undecryptable));
  }

  /** Welcomes with no path secret, with another, and cut. */
  private void hostileWelcomes(World world, Group alice, List<Attempt> attempts)
      throws MlsException {
    OwnKeyPackage own = keep(world.keyPackage("dave"));
    Committed committed = alice.commit(CommitRequest.of(new Proposal.Add(own.keyPackage())));
    alice.discardPending();
    Welcome welcome =
        ((MlsMessage.Welcoming)
                MlsMessage.decode(committed.welcome().orElseThrow(), Limits.DEFAULT))
            .welcome();
    Welcome.Entry entry = welcome.entryFor(own.keyPackage().reference(world.suite)).orElseThrow();
    try (GroupSecrets secrets = welcome.decrypt(world.suite, entry, own.initKey())) {
      Bytes info = welcome.encryptedGroupInfo();
      SecretBytes random = keep(world.suite.randomSecret(world.env.random()));
      for (Optional<SecretBytes> path :
          List.of(Optional.<SecretBytes>empty(), Optional.of(random))) {
        GroupSecrets other = new GroupSecrets(secrets.joinerSecret(), path, secrets.psks());
        Bytes changed =
            new MlsMessage.Welcoming(
                    new Welcome(
                        welcome.suiteCode(),
                        List.of(
                            Welcome.entry(
                                world.suite, own.keyPackage(), other, info, world.env.random())),
                        info))
                .encoded();
        attempts.add(() -> Group.join(world.env, own, changed, Optional.empty()));
      }
    }
  }

  private void cutStates(World world, Group group, List<Attempt> attempts) {
    byte[] state = group.save().use(byte[]::clone);
    for (int i = 1; i < 40; i++) {
      SecretBytes cut =
          keep(SecretBytes.copyOf(java.util.Arrays.copyOf(state, state.length * i / 40)));
      attempts.add(() -> Group.load(world.env, cut));
    }
    SecretBytes longer = keep(SecretBytes.copyOf(java.util.Arrays.copyOf(state, state.length + 1)));
    attempts.add(() -> Group.load(world.env, longer));
    byte[] own = keep(world.keyPackage("x")).save().use(byte[]::clone);
    for (int i = 1; i < 10; i++) {
      SecretBytes cut = keep(SecretBytes.copyOf(java.util.Arrays.copyOf(own, own.length - 20 * i)));
      attempts.add(() -> OwnKeyPackage.load(cut, Limits.DEFAULT));
    }
  }
}
