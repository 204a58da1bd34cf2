package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.reveal;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.extension.Extensions;
import keyturn.mls.schedule.EpochSecrets;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class KeyScheduleVectorTest {
  @Test
  void secretsOfEachEpochAreTheOfficialOnes() {
    VectorFile.runBySuite("key-schedule.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) {
    SecretBytes init = secret(vector, "initial_init_secret");
    JsonNode epochs = vector.get("epochs");
    for (int i = 0; i < epochs.size(); i++) {
      JsonNode epoch = epochs.get(i);
      Bytes context =
          new GroupContext(
                  suite.code(),
                  bytes(vector, "group_id"),
                  i,
                  bytes(epoch, "tree_hash"),
                  bytes(epoch, "confirmed_transcript_hash"),
                  Extensions.NONE)
              .encoded();
      assertEquals(bytes(epoch, "group_context"), context);
      JoinerSecret joiner =
          JoinerSecret.ofCommit(
              suite,
              init,
              secret(epoch, "commit_secret"),
              secret(epoch, "psk_secret"),
              context.toArray());
      assertEquals(bytes(epoch, "joiner_secret"), reveal(joiner.joiner()));
      assertEquals(bytes(epoch, "welcome_secret"), reveal(joiner.welcomeSecret()));
      init = checkEpoch(suite, epoch, joiner.epochSecret(context.toArray()));
    }
  }

  private SecretBytes checkEpoch(Suite suite, JsonNode epoch, SecretBytes epochSecret) {
    EpochSecrets secrets = EpochSecrets.derive(suite, epochSecret);
    assertEquals(bytes(epoch, "init_secret"), reveal(secrets.init()));
    assertEquals(bytes(epoch, "sender_data_secret"), reveal(secrets.senderData()));
    assertEquals(bytes(epoch, "exporter_secret"), reveal(secrets.exporter()));
    assertEquals(bytes(epoch, "external_secret"), reveal(secrets.external()));
    assertEquals(bytes(epoch, "confirmation_key"), reveal(secrets.confirmation()));
    assertEquals(bytes(epoch, "membership_key"), reveal(secrets.membership()));
    assertEquals(bytes(epoch, "resumption_psk"), reveal(secrets.resumption()));
    assertEquals(bytes(epoch, "epoch_authenticator"), reveal(secrets.authenticator()));
    assertEquals(
        bytes(epoch, "encryption_secret"),
        reveal(EpochSecrets.encryptionSecret(suite, epochSecret)));
    assertEquals(bytes(epoch, "external_pub"), secrets.externalKeyPair(suite).publicKey());
    JsonNode exporter = epoch.get("exporter");
    assertEquals(
        bytes(exporter, "secret"),
        reveal(
            secrets.export(
                suite,
                exporter.get("label").textValue(),
                bytes(exporter, "context").toArray(),
                exporter.get("length").intValue())));
    return secrets.init();
  }
}
