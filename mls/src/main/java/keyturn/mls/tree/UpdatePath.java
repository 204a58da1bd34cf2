package keyturn.mls.tree;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.HpkeCiphertext;

/** UpdatePath (RFC 9420 §7.6): a new leaf and new keys for its filtered direct path. */
public record UpdatePath(LeafNode leaf, List<Node> nodes) implements Encodable {
  /** Of a tree whose leaves a uint32 can number. */
  private static final int MAX_DEPTH = 32;

  public UpdatePath {
    nodes = List.copyOf(nodes);
  }

  /** UpdatePathNode: the path secret, once for each node of the copath's resolution. */
  public record Node(Bytes encryptionKey, List<HpkeCiphertext> encryptedPathSecret)
      implements Encodable {
    public Node {
      encryptedPathSecret = List.copyOf(encryptedPathSecret);
    }

    static Node read(Reader reader) throws MlsException {
      return new Node(reader.vector(), reader.list(HpkeCiphertext::read));
    }

    @Override
    public void writeTo(Writer writer) {
      writer.vector(encryptionKey).list(encryptedPathSecret);
    }
  }

  public static UpdatePath read(Reader reader) throws MlsException {
    return new UpdatePath(LeafNode.read(reader), reader.list(Node::read, MAX_DEPTH));
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(leaf).list(nodes);
  }
}
