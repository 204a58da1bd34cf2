package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.reveal;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.extension.Extensions;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.PathSecrets;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeKem;
import keyturn.mls.tree.TreeMath;
import keyturn.mls.tree.UpdatePath;
import org.junit.jupiter.api.Test;

class TreeKemVectorTest {
  @Test
  void updatePathsAreFollowedAndMadeAsOfficially() {
    VectorFile.runBySuite("treekem.json", (suite, v) -> new Case(suite, v).check());
  }

  private record Case(Suite suite, JsonNode vector) {
    RatchetTree tree() throws MlsException {
      return Reader.decode(
          bytes(vector, "ratchet_tree"), r -> RatchetTree.read(suite, r, Limits.DEFAULT));
    }

    void check() throws MlsException {
      Map<Integer, PrivateKeys> members = members();
      for (JsonNode path : vector.get("update_paths")) {
        follow(path, members);
        make(path.get("sender").intValue(), members);
      }
    }

    Map<Integer, PrivateKeys> members() throws MlsException {
      Map<Integer, PrivateKeys> members = new TreeMap<>();
      RatchetTree tree = tree();
      for (JsonNode leaf : vector.get("leaves_private")) {
        int index = leaf.get("index").intValue();
        PrivateKeys keys = new PrivateKeys();
        put(
            tree,
            keys,
            TreeMath.nodeOf(index),
            suite.kem().ofPrivate(secret(leaf, "encryption_priv")));
        for (JsonNode secret : leaf.get("path_secrets")) {
          SecretBytes node = suite.deriveSecret(secret(secret, "path_secret"), "node");
          put(tree, keys, secret.get("node").intValue(), suite.kem().derive(node));
        }
        members.put(index, keys);
      }
      return members;
    }

    void put(RatchetTree tree, PrivateKeys keys, int node, KemKeyPair pair) {
      assertEquals(tree.node(node).orElseThrow().encryptionKey(), pair.publicKey());
      keys.put(node, pair);
    }

    byte[] context(RatchetTree tree) {
      return new GroupContext(
              suite.code(),
              bytes(vector, "group_id"),
              vector.get("epoch").longValue(),
              tree.treeHash(),
              bytes(vector, "confirmed_transcript_hash"),
              Extensions.NONE)
          .encodedArray();
    }

    void follow(JsonNode expected, Map<Integer, PrivateKeys> members) throws MlsException {
      UpdatePath path = Reader.decode(bytes(expected, "update_path"), UpdatePath::read);
      int sender = expected.get("sender").intValue();
      RatchetTree tree = tree();
      Bytes parentHash =
          TreeKem.merge(
              tree, sender, path.nodes().stream().map(UpdatePath.Node::encryptionKey).toList());
      assertEquals(parentHash, path.leaf().parentHash().orElseThrow());
      tree.setLeaf(sender, path.leaf());
      path.leaf().verifySignature(suite, bytes(vector, "group_id"), sender);
      assertEquals(bytes(expected, "tree_hash_after"), tree.treeHash());
      TreeKem.checkRecipients(tree, sender, path, Set.of());
      for (var member : members.entrySet()) {
        if (member.getKey() != sender) {
          Bytes secret = Bytes.ofHex(expected.get("path_secrets").get(member.getKey()).textValue());
          Bytes commitSecret =
              receive(tree, sender, member.getKey(), path, member.getValue().copy(), secret);
          assertEquals(bytes(expected, "commit_secret"), commitSecret);
        }
      }
    }

    Bytes receive(
        RatchetTree tree,
        int sender,
        int receiver,
        UpdatePath path,
        PrivateKeys keys,
        Bytes expected)
        throws MlsException {
      SecretBytes secret =
          TreeKem.decrypt(tree, sender, receiver, path, Set.of(), keys, context(tree));
      if (!expected.isEmpty()) {
        assertEquals(expected, reveal(secret));
      }
      int from = TreeMath.commonAncestor(TreeMath.nodeOf(sender), TreeMath.nodeOf(receiver));
      return reveal(TreeKem.follow(tree, sender, from, secret, keys));
    }

    void make(int sender, Map<Integer, PrivateKeys> members) throws MlsException {
      SecureRandom random = new SecureRandom();
      RatchetTree tree = tree();
      PathSecrets secrets =
          TreeKem.freshPath(suite, tree.filteredDirectPath(sender).size(), random);
      List<Bytes> keys = secrets.pairs().stream().map(KemKeyPair::publicKey).toList();
      LeafNode old = tree.leaf(sender).orElseThrow();
      Bytes parentHash = TreeKem.merge(tree, sender, keys);
      LeafNode leaf =
          old.content()
              .renewed(
                  suite.kem().generate(random).publicKey(), new LeafSource.FromCommit(parentHash))
              .sign(suite, signatureKey(sender), bytes(vector, "group_id"), sender);
      tree.setLeaf(sender, leaf);
      UpdatePath path = TreeKem.encrypt(tree, sender, secrets, Set.of(), context(tree), random);
      for (var member : members.entrySet()) {
        if (member.getKey() != sender) {
          assertEquals(
              reveal(secrets.commitSecret()),
              receive(tree, sender, member.getKey(), path, member.getValue().copy(), Bytes.EMPTY));
        }
      }
    }

    SecretBytes signatureKey(int index) {
      for (JsonNode leaf : vector.get("leaves_private")) {
        if (leaf.get("index").intValue() == index) {
          return secret(leaf, "signature_priv");
        }
      }
      throw new AssertionError("no leaf " + index);
    }
  }
}
