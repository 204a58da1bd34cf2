package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.framing.Proposal;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.RatchetTree;
import org.junit.jupiter.api.Test;

class TreeOperationsVectorTest {
  @Test
  void proposalsChangeTreesAsOfficially() {
    VectorFile.runBySuite("tree-operations.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) throws MlsException {
    RatchetTree tree =
        Reader.decode(
            bytes(vector, "tree_before"), r -> RatchetTree.read(suite, r, Limits.DEFAULT));
    assertEquals(bytes(vector, "tree_hash_before"), tree.treeHash());
    Proposal proposal = Reader.decode(bytes(vector, "proposal"), Proposal::read);
    if (proposal instanceof Proposal.Add add) {
      tree.add(add.keyPackage().leaf(), Limits.DEFAULT);
    } else if (proposal instanceof Proposal.Update update) {
      tree.update(vector.get("proposal_sender").intValue(), update.leaf());
    } else {
      tree.remove((int) ((Proposal.Remove) proposal).removed());
      tree.truncate();
    }
    assertEquals(bytes(vector, "tree_after"), tree.encoded());
    assertEquals(bytes(vector, "tree_hash_after"), tree.treeHash());
  }
}
