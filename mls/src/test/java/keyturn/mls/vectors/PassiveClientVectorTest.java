package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.group.Environment;
import keyturn.mls.group.ExternalSender;
import keyturn.mls.group.Group;
import keyturn.mls.group.OwnKeyPackage;
import keyturn.mls.group.Policy;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.Lifetime;
import org.junit.jupiter.api.Test;

class PassiveClientVectorTest {
  @Test
  void clientJoinsAndFollowsEveryEpoch() {
    List<String> names = VectorFile.names("passive-client");
    if (names.isEmpty()) {
      System.out.println("[mls vectors] passive-client-*.json: not there, skipped");
    }
    assumeTrue(!names.isEmpty(), "no passive-client files");
    names.forEach(name -> VectorFile.runBySuite(name, (suite, v) -> new Case(suite, v).check()));
  }

  /** These groups are of a made-up past, and their members are whoever they say. */
  private static final class Anybody implements Policy {
    @Override
    public boolean acceptsCredential(LeafNode leaf) {
      return true;
    }

    @Override
    public boolean sameClient(LeafNode one, LeafNode other) {
      return one.signatureKey().equals(other.signatureKey());
    }

    @Override
    public boolean acceptsReplacement(LeafNode before, LeafNode after) {
      return true;
    }

    @Override
    public boolean acceptsExternalJoin(LeafNode joiner, Optional<LeafNode> removed) {
      return true;
    }

    @Override
    public boolean acceptsOutsideProposal(Sender sender, Proposal proposal) {
      return true;
    }

    @Override
    public boolean acceptsExternalSender(ExternalSender sender) {
      return true;
    }

    @Override
    public boolean acceptsLifetime(Lifetime lifetime) {
      return true;
    }
  }

  private record Case(Suite suite, JsonNode vector) {
    void check() throws MlsException {
      OwnKeyPackage own = ownKeyPackage();
      JsonNode tree = vector.get("ratchet_tree");
      Group group =
          Group.join(
              environment(),
              own,
              bytes(vector, "welcome"),
              tree.isNull() ? Optional.empty() : Optional.of(bytes(vector, "ratchet_tree")));
      assertEquals(bytes(vector, "initial_epoch_authenticator"), group.epochAuthenticator());
      for (JsonNode epoch : vector.get("epochs")) {
        for (JsonNode proposal : epoch.get("proposals")) {
          group.handle(Bytes.ofHex(proposal.textValue()));
        }
        group.handle(bytes(epoch, "commit"));
        assertEquals(bytes(epoch, "epoch_authenticator"), group.epochAuthenticator());
        group = Group.load(environment(), group.save());
      }
    }

    OwnKeyPackage ownKeyPackage() throws MlsException {
      KeyPackage keyPackage =
          ((MlsMessage.Packaged) MlsMessage.decode(bytes(vector, "key_package"), Limits.DEFAULT))
              .keyPackage();
      KemKeyPair initKey = suite.kem().ofPrivate(secret(vector, "init_priv"));
      KemKeyPair leafKey = suite.kem().ofPrivate(secret(vector, "encryption_priv"));
      SecretBytes signatureKey = secret(vector, "signature_priv");
      assertEquals(keyPackage.initKey(), initKey.publicKey());
      assertEquals(keyPackage.leaf().encryptionKey(), leafKey.publicKey());
      assertEquals(keyPackage.leaf().signatureKey(), suite.signature().publicOf(signatureKey));
      return new OwnKeyPackage(keyPackage, initKey, leafKey, signatureKey);
    }

    Environment environment() {
      Map<Bytes, Bytes> psks = new HashMap<>();
      vector.get("external_psks").forEach(psk -> psks.put(bytes(psk, "psk_id"), bytes(psk, "psk")));
      return new Environment(
          new SecureRandom(),
          Clock.systemUTC(),
          new Limits(8 << 20, 4096, 1024, 1024, 32, 1024, 0, 64),
          new Anybody(),
          id ->
              id instanceof PreSharedKeyId.External external
                  ? Optional.ofNullable(psks.get(external.id()))
                      .map(key -> SecretBytes.adopt(key.toArray()))
                  : Optional.empty());
    }
  }
}
