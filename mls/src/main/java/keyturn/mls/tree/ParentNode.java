package keyturn.mls.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/**
 * ParentNode (RFC 9420 §7.1).
 *
 * @param hash parent_hash, empty at the top
 * @param unmergedLeaves below this node and without its private key, ascending
 */
public record ParentNode(Bytes encryptionKey, Bytes hash, List<Integer> unmergedLeaves)
    implements TreeNode {
  public ParentNode {
    unmergedLeaves = List.copyOf(unmergedLeaves);
  }

  public static ParentNode read(Reader reader) throws MlsException {
    ParentNode node = new ParentNode(reader.vector(), reader.vector(), reader.list(Reader::index));
    for (int i = 1; i < node.unmergedLeaves.size(); i++) {
      if (node.unmergedLeaves.get(i - 1) >= node.unmergedLeaves.get(i)) {
        throw Reader.malformed("unmerged leaves out of order");
      }
    }
    return node;
  }

  @Override
  public Optional<Bytes> parentHash() {
    return Optional.of(hash);
  }

  ParentNode withUnmerged(int leaf) {
    List<Integer> more = new ArrayList<>(unmergedLeaves);
    more.add(leaf);
    more.sort(null);
    return new ParentNode(encryptionKey, hash, more);
  }

  ParentNode without(Set<Integer> leaves) {
    return new ParentNode(
        encryptionKey,
        hash,
        unmergedLeaves.stream().filter(leaf -> !leaves.contains(leaf)).toList());
  }

  @Override
  public void writeTo(Writer writer) {
    writer.vector(encryptionKey).vector(hash).u32List(unmergedLeaves);
  }
}
