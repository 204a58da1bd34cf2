package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Welcome;
import keyturn.mls.schedule.EpochSecrets;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class WelcomeVectorTest {
  @Test
  void welcomesOpenAndConfirmAsOfficially() {
    VectorFile.runBySuite("welcome.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) throws MlsException {
    KeyPackage keyPackage =
        ((MlsMessage.Packaged) MlsMessage.decode(bytes(vector, "key_package"), Limits.DEFAULT))
            .keyPackage();
    Welcome welcome =
        ((MlsMessage.Welcoming) MlsMessage.decode(bytes(vector, "welcome"), Limits.DEFAULT))
            .welcome();
    Welcome.Entry entry = welcome.entryFor(keyPackage.reference(suite)).orElseThrow();
    GroupSecrets secrets =
        welcome.decrypt(suite, entry, suite.kem().ofPrivate(secret(vector, "init_priv")));
    SecretBytes noPsk = suite.zeroSecret();
    JoinerSecret joiner = JoinerSecret.ofJoiner(suite, secrets.joinerSecret(), noPsk);
    GroupInfo groupInfo = welcome.decryptGroupInfo(suite, joiner);
    groupInfo.verifySignature(suite, bytes(vector, "signer_pub"));
    EpochSecrets epoch =
        EpochSecrets.derive(suite, joiner.epochSecret(groupInfo.context().encodedArray()));
    assertEquals(
        groupInfo.confirmationTag(),
        epoch.confirmationTag(suite, groupInfo.context().confirmedTranscriptHash()));
  }
}
