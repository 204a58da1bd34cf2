package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.commit;
import static keyturn.mls.group.GroupTest.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Welcome;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import org.junit.jupiter.api.Test;

/** What a new member must not believe of a Welcome (RFC 9420 §12.4.3.1); a member has made it. */
class JoinTest {
  private final World world = new World(Suite.X25519_AES128_GCM);
  private final Group alice = world.create("alice");
  private final OwnKeyPackage bob = world.keyPackage("bob");

  private Bytes welcome(CommitRequest.Path path) throws MlsException {
    Committed committed =
        alice.commit(CommitRequest.of(new Proposal.Add(bob.keyPackage())).with(path));
    alice.handle(committed.message());
    return committed.welcome().orElseThrow();
  }

  /** The same Welcome with another path secret in it, or with none. */
  private Bytes with(Optional<SecretBytes> pathSecret, Bytes encoded) throws MlsException {
    Welcome welcome = ((MlsMessage.Welcoming) MlsMessage.decode(encoded, Limits.DEFAULT)).welcome();
    Welcome.Entry entry = welcome.entryFor(bob.keyPackage().reference(world.suite)).orElseThrow();
    try (GroupSecrets secrets = welcome.decrypt(world.suite, entry, bob.initKey())) {
      GroupSecrets other = new GroupSecrets(secrets.joinerSecret(), pathSecret, secrets.psks());
      Bytes info = welcome.encryptedGroupInfo();
      Welcome.Entry changed =
          Welcome.entry(world.suite, bob.keyPackage(), other, info, world.env.random());
      return new MlsMessage.Welcoming(new Welcome(welcome.suiteCode(), List.of(changed), info))
          .encoded();
    }
  }

  private Group join(Bytes welcome) throws MlsException {
    return Group.join(world.env, bob, welcome, Optional.empty());
  }

  private Optional<SecretBytes> anySecret() {
    return Optional.of(world.suite.randomSecret(world.env.random()));
  }

  @Test
  void withheldPathSecretIsNoticed() throws MlsException {
    Bytes welcome = welcome(CommitRequest.Path.ALWAYS);
    assertEquals(Reason.INVALID_TREE, refusal(() -> join(with(Optional.empty(), welcome))));
    commit(join(welcome), CommitRequest.of(), alice);
  }

  @Test
  void pathSecretMustGiveTheKeysOfTheTree() throws MlsException {
    Bytes welcome = welcome(CommitRequest.Path.ALWAYS);
    assertEquals(Reason.INVALID_COMMIT, refusal(() -> join(with(anySecret(), welcome))));
  }

  @Test
  void pathSecretWithoutAPathIsRefused() throws MlsException {
    Bytes welcome = welcome(CommitRequest.Path.WHEN_REQUIRED);
    assertEquals(Reason.INVALID_COMMIT, refusal(() -> join(with(anySecret(), welcome))));
    commit(join(welcome), CommitRequest.of(), alice);
  }

  /** Nodes from before the join list the new member as unmerged: nothing is withheld. */
  @Test
  void nodesFromBeforeAreNobodysToGive() throws MlsException {
    world.add(alice, "carol");
    world.add(alice, "dave");
    commit(alice, CommitRequest.of());
    Group joined = join(welcome(CommitRequest.Path.WHEN_REQUIRED));
    commit(alice, CommitRequest.of(), joined);
    commit(joined, CommitRequest.of(), alice);
  }

  @Test
  void secretOfAHigherNodeIsMissedToo() throws MlsException {
    Group carol = world.add(alice, "carol");
    Group dave = world.add(alice, "dave", carol);
    Bytes welcome = welcome(CommitRequest.Path.ALWAYS);
    assertEquals(3, alice.members().size() - 1);
    assertEquals(Reason.INVALID_TREE, refusal(() -> join(with(Optional.empty(), welcome))));
    assertEquals(2, dave.ownLeaf());
  }

  /** Members that let one client in twice do not make the second one a member of ours. */
  @Test
  void joinBesideOneselfIsRefused() throws MlsException {
    World careless =
        new World(
            world.suite,
            Limits.DEFAULT,
            new World.ByName() {
              @Override
              public boolean sameClient(LeafNode one, LeafNode other) {
                return false;
              }
            });
    Group group = careless.create("alice");
    careless.add(group, "bob");
    Committed again = group.commit(CommitRequest.of(new Proposal.Add(bob.keyPackage())));
    assertEquals(Reason.INVALID_PROPOSAL, refusal(() -> join(again.welcome().orElseThrow())));
  }
}
