package keyturn.mls.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.GroupInfo;
import keyturn.mls.framing.GroupSecrets;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Welcome;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.RatchetTree;
import keyturn.mls.tree.TreeCheck;
import keyturn.mls.tree.UpdatePath;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are exactly one structure, which encodes to the same bytes, or a refusal. */
class DecoderFuzzTest {
  private static final Limits LIMITS = Limits.DEFAULT;

  private static final List<Reader.Decoder<? extends Encodable>> DECODERS =
      List.of(
          MlsMessage::read,
          Commit::read,
          Proposal::read,
          KeyPackage::read,
          LeafNode::read,
          UpdatePath::read,
          Welcome::read,
          GroupInfo::read,
          GroupSecrets::read,
          AuthenticatedContent::read);

  /** First byte: which decoder. */
  static Stream<byte[]> structures() {
    return LiveGroup.seeds()
        .map(seed -> Bytes.concat(Bytes.of((byte) 0), Bytes.of(seed)).toArray());
  }

  @MethodSource("structures")
  @FuzzTest
  void structure(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Bytes encoded = Bytes.of(input).slice(1, input.length);
    try {
      Encodable value = Reader.decode(encoded, DECODERS.get((input[0] & 0xff) % DECODERS.size()));
      assertEquals(encoded, value.encoded());
    } catch (MlsException refused) {
      // The only way to refuse.
    }
  }

  static Stream<byte[]> trees() {
    return LiveGroup.trees();
  }

  @MethodSource("trees")
  @FuzzTest
  void tree(byte[] input) {
    try {
      RatchetTree tree =
          Reader.decode(Bytes.of(input), r -> RatchetTree.read(Suite.X25519_AES128_GCM, r, LIMITS));
      assertEquals(Bytes.of(input), tree.encoded());
      tree.treeHash();
      TreeCheck.parents(tree);
    } catch (MlsException refused) {
      // The only way to refuse.
    }
  }
}
