package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.schedule.TranscriptHash;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class TranscriptHashesVectorTest {
  @Test
  void hashesAfterACommitAreTheOfficialOnes() {
    VectorFile.runBySuite("transcript-hashes.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) throws MlsException {
    AuthenticatedContent commit =
        Reader.decode(bytes(vector, "authenticated_content"), AuthenticatedContent::read);
    assertInstanceOf(Commit.class, commit.content().content());
    Bytes confirmed =
        TranscriptHash.confirmed(
            suite, bytes(vector, "interim_transcript_hash_before"), commit.transcriptInput());
    assertEquals(bytes(vector, "confirmed_transcript_hash_after"), confirmed);
    Bytes tag = commit.auth().confirmationTag().orElseThrow();
    suite.verifyMac(secret(vector, "confirmation_key"), confirmed.toArray(), tag);
    assertEquals(
        bytes(vector, "interim_transcript_hash_after"),
        TranscriptHash.interim(suite, confirmed, tag));
  }
}
