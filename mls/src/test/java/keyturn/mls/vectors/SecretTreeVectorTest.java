package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.reveal;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.schedule.MessageKey;
import keyturn.mls.schedule.Opening;
import keyturn.mls.schedule.SecretTree;
import keyturn.mls.schedule.SecretTree.Kind;
import keyturn.mls.schedule.SenderDataKey;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class SecretTreeVectorTest {
  @Test
  void keysOfEachLeafAndGenerationAreTheOfficialOnes() {
    VectorFile.runBySuite("secret-tree.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) throws MlsException {
    JsonNode data = vector.get("sender_data");
    MessageKey senderData =
        SenderDataKey.derive(
            suite, secret(data, "sender_data_secret"), bytes(data, "ciphertext").toArray());
    assertEquals(bytes(data, "key"), reveal(senderData.key()));
    assertEquals(bytes(data, "nonce"), reveal(senderData.nonce()));
    JsonNode leaves = vector.get("leaves");
    SecretTree tree = new SecretTree(suite, leaves.size(), secret(vector, "encryption_secret"));
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      for (JsonNode generation : leaves.get(leaf)) {
        check(tree, leaf, generation, Kind.APPLICATION, "application");
        check(tree, leaf, generation, Kind.HANDSHAKE, "handshake");
      }
    }
  }

  private void check(SecretTree tree, int leaf, JsonNode expected, Kind kind, String name)
      throws MlsException {
    long generation = expected.get("generation").longValue();
    try (Opening opening = tree.open(leaf, kind, generation, Limits.DEFAULT)) {
      assertEquals(bytes(expected, name + "_key"), reveal(opening.key().key()));
      assertEquals(bytes(expected, name + "_nonce"), reveal(opening.key().nonce()));
      opening.apply();
    }
  }
}
