package keyturn.mls.tree;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** A node that is not blank (RFC 9420 §7.1, §7.2). */
public sealed interface TreeNode extends Encodable permits LeafNode, ParentNode {
  Bytes encryptionKey();

  /** The parent hash of the next node above that is not blank, where the node has one. */
  Optional<Bytes> parentHash();

  /** Node of the ratchet_tree extension (RFC 9420 §12.4.3.3). */
  static TreeNode readTagged(Reader reader) throws MlsException {
    int type = reader.u8();
    return switch (type) {
      case 1 -> LeafNode.read(reader);
      case 2 -> ParentNode.read(reader);
      default -> throw Reader.malformed("node type " + type);
    };
  }

  default void writeTaggedTo(Writer writer) {
    writer.u8(this instanceof LeafNode ? 1 : 2).put(this);
  }
}
