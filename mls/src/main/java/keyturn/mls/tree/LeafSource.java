package keyturn.mls.tree;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** How a leaf came into the tree (RFC 9420 §7.2, LeafNodeSource). */
public sealed interface LeafSource extends Encodable {
  /** In a key package: for a time, and for any group. */
  record FromKeyPackage(Lifetime lifetime) implements LeafSource {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(1).put(lifetime);
    }
  }

  /** In an Update proposal. */
  record FromUpdate() implements LeafSource {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(2);
    }
  }

  /** In the path of a commit, whose nodes the parent hash covers. */
  record FromCommit(Bytes parentHash) implements LeafSource {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(3).vector(parentHash);
    }
  }

  static LeafSource read(Reader reader) throws MlsException {
    int source = reader.u8();
    return switch (source) {
      case 1 -> new FromKeyPackage(Lifetime.read(reader));
      case 2 -> new FromUpdate();
      case 3 -> new FromCommit(reader.vector());
      default -> throw Reader.malformed("leaf node source " + source);
    };
  }
}
