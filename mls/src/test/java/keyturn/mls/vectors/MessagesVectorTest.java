package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.RatchetTree;
import org.junit.jupiter.api.Test;

class MessagesVectorTest {
  private static final String[] MESSAGES = {
    "mls_welcome",
    "mls_group_info",
    "mls_key_package",
    "public_message_application",
    "public_message_proposal",
    "public_message_commit",
    "private_message"
  };

  private static final String[] PROPOSALS = {
    "add_proposal",
    "update_proposal",
    "remove_proposal",
    "pre_shared_key_proposal",
    "re_init_proposal",
    "external_init_proposal",
    "group_context_extensions_proposal"
  };

  @Test
  void everyStructureIsReadAndWrittenAsItWas() {
    VectorFile.run("messages.json", this::check);
  }

  private void check(JsonNode vector) throws MlsException {
    for (String name : MESSAGES) {
      roundTrip(vector, name, MlsMessage::read);
    }
    for (int i = 0; i < PROPOSALS.length; i++) {
      int type = i + 1;
      Bytes body = bytes(vector, PROPOSALS[i]);
      Proposal proposal = Reader.decode(body, reader -> Proposal.readBody(type, reader));
      Writer writer = new Writer();
      proposal.writeBodyTo(writer);
      assertEquals(body, writer.toBytes(), PROPOSALS[i]);
    }
    roundTrip(vector, "commit", Commit::read);
    roundTrip(vector, "group_secrets", GroupSecrets::read);
    roundTrip(
        vector,
        "ratchet_tree",
        reader -> RatchetTree.read(Suite.X25519_AES128_GCM, reader, Limits.DEFAULT));
  }

  private static void roundTrip(
      JsonNode vector, String name, Reader.Decoder<? extends Encodable> decoder)
      throws MlsException {
    Bytes encoded = bytes(vector, name);
    assertEquals(encoded, Reader.decode(encoded, decoder).encoded(), name);
  }
}
