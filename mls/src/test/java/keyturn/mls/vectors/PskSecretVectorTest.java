package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.reveal;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.schedule.PskSecret;
import keyturn.mls.schedule.PskSecret.Psk;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class PskSecretVectorTest {
  @Test
  void preSharedKeysAreChainedAsOfficially() {
    VectorFile.runBySuite("psk_secret.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) {
    List<Psk> psks = new ArrayList<>();
    for (JsonNode psk : vector.get("psks")) {
      psks.add(
          new Psk(
              new PreSharedKeyId.External(bytes(psk, "psk_id"), bytes(psk, "psk_nonce")),
              secret(psk, "psk")));
    }
    assertEquals(bytes(vector, "psk_secret"), reveal(PskSecret.derive(suite, psks)));
  }
}
