package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.ProposalOrRef;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.suite.HpkeCiphertext;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.UpdatePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mallory is a member and signs what she likes (RFC 9420 §12.4.2); Bob must not follow. */
class HostileCommitTest {
  private final World world = new World(Suite.X25519_AES128_GCM);
  private Group mallory = world.create("mallory");
  private Group bob = world.create("nobody");
  private Commit honest = new Commit(List.of(), Optional.empty());

  @BeforeEach
  void threeMembers() throws MlsException {
    bob = world.add(mallory, "bob");
    world.add(mallory, "carol", bob);
    Bytes message = mallory.commit(CommitRequest.of().with(WireFormat.PUBLIC_MESSAGE)).message();
    honest =
        (Commit)
            ((MlsMessage.Public) MlsMessage.decode(message, Limits.DEFAULT))
                .message()
                .content()
                .content();
  }

  private Reason refused(Commit commit) {
    Bytes before = bob.save().use(Bytes::of);
    Reason reason = refusal(() -> bob.handle(InsiderAccess.sign(mallory, commit).encoded()));
    assertEquals(before, bob.save().use(Bytes::of));
    return reason;
  }

  private Commit withPath(UpdatePath path) {
    return new Commit(List.of(), Optional.of(path));
  }

  private UpdatePath path() {
    return honest.path().orElseThrow();
  }

  private LeafNode leaf(Bytes key, LeafSource source) {
    return path()
        .leaf()
        .content()
        .renewed(key, source)
        .sign(world.suite, InsiderAccess.memory(mallory).signatureKey, mallory.groupId(), 0);
  }

  private Bytes freshKey() {
    return world.suite.kem().generate(world.env.random()).publicKey();
  }

  @Test
  void confirmationTagMustBeRight() {
    assertEquals(Reason.NOT_AUTHENTIC, refused(honest));
  }

  @Test
  void emptyCommitNeedsAPath() {
    assertEquals(Reason.INVALID_COMMIT, refused(new Commit(List.of(), Optional.empty())));
  }

  @Test
  void removeNeedsAPath() {
    assertEquals(
        Reason.INVALID_COMMIT,
        refused(
            new Commit(
                List.of(new ProposalOrRef.ByValue(new Proposal.Remove(2))), Optional.empty())));
  }

  @Test
  void referencesMustBeKnown() {
    assertEquals(
        Reason.UNKNOWN_PROPOSAL,
        refused(
            new Commit(
                List.of(new ProposalOrRef.ByReference(world.randomBytes())), honest.path())));
  }

  @Test
  void pathHasExactlyTheNodesOfTheFilteredPath() {
    List<UpdatePath.Node> nodes = new ArrayList<>(path().nodes());
    nodes.remove(0);
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(path().leaf(), nodes))));
    nodes.addAll(path().nodes());
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(path().leaf(), nodes))));
  }

  @Test
  void pathSecretIsEncryptedToExactlyTheResolution() {
    List<UpdatePath.Node> fewer =
        path().nodes().stream()
            .map(node -> new UpdatePath.Node(node.encryptionKey(), List.of()))
            .toList();
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(path().leaf(), fewer))));
  }

  @Test
  void pathSecretMustDecryptAndFit() {
    List<UpdatePath.Node> others =
        path().nodes().stream()
            .map(
                node ->
                    new UpdatePath.Node(
                        node.encryptionKey(),
                        node.encryptedPathSecret().stream()
                            .map(c -> new HpkeCiphertext(freshKey(), c.ciphertext()))
                            .toList()))
            .toList();
    assertEquals(Reason.NOT_AUTHENTIC, refused(withPath(new UpdatePath(path().leaf(), others))));
  }

  @Test
  void parentHashMustBeThatOfThePath() {
    LeafNode leaf = leaf(freshKey(), new LeafSource.FromCommit(world.randomBytes()));
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(leaf, path().nodes()))));
    List<UpdatePath.Node> otherKeys =
        path().nodes().stream()
            .map(node -> new UpdatePath.Node(freshKey(), node.encryptedPathSecret()))
            .toList();
    assertEquals(
        Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(path().leaf(), otherKeys))));
  }

  @Test
  void leafMustBeMadeForACommitAndSignedForItsPlace() {
    LeafNode leaf = leaf(freshKey(), new LeafSource.FromUpdate());
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(leaf, path().nodes()))));
    LeafNode unsigned = new LeafNode(path().leaf().content(), Bytes.of(new byte[64]));
    assertEquals(Reason.NOT_AUTHENTIC, refused(withPath(new UpdatePath(unsigned, path().nodes()))));
  }

  @Test
  void keysOfThePathAreNew() {
    LeafNode before = mallory.members().get(0).node();
    LeafSource source = path().leaf().source();
    for (Bytes old :
        List.of(before.encryptionKey(), mallory.members().get(1).node().encryptionKey())) {
      assertEquals(
          Reason.INVALID_COMMIT,
          refused(withPath(new UpdatePath(leaf(old, source), path().nodes()))));
    }
    Bytes taken = mallory.members().get(2).node().encryptionKey();
    List<UpdatePath.Node> nodes =
        path().nodes().stream()
            .map(node -> new UpdatePath.Node(taken, node.encryptedPathSecret()))
            .toList();
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(path().leaf(), nodes))));
    List<UpdatePath.Node> known =
        path().nodes().stream()
            .map(node -> new UpdatePath.Node(Bytes.of(new byte[32]), node.encryptedPathSecret()))
            .toList();
    assertEquals(Reason.INVALID_COMMIT, refused(withPath(new UpdatePath(path().leaf(), known))));
  }

  @Test
  void membershipTagMustBeRight() throws MlsException {
    byte[] message = InsiderAccess.sign(mallory, honest).encoded().toArray();
    message[message.length - 1] ^= 1;
    assertEquals(Reason.NOT_AUTHENTIC, refusal(() -> bob.handle(Bytes.of(message))));
  }
}
