package keyturn.mls.schedule;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.TreeMath;
import org.jspecify.annotations.Nullable;

/**
 * The secret tree (RFC 9420 §9): from the encryption secret to every member's two ratchets. A
 * node's secret is erased when its children's have been made (§9.2). Not thread-safe.
 */
public final class SecretTree implements Encodable, AutoCloseable {
  /** Which of a member's two ratchets (RFC 9420 §9). */
  public enum Kind {
    HANDSHAKE("handshake"),
    APPLICATION("application");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** A key for sending, with its place in the ratchet. */
  public record SendingKey(long generation, MessageKey key) {}

  private record Ratchets(Ratchet handshake, Ratchet application) {
    Ratchet of(Kind kind) {
      return kind == Kind.HANDSHAKE ? handshake : application;
    }

    void close() {
      handshake.close();
      application.close();
    }
  }

  private static final byte[] LEFT = "left".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RIGHT = "right".getBytes(StandardCharsets.US_ASCII);

  private final Suite suite;
  private final int leaves;
  private final TreeMap<Integer, SecretBytes> nodes = new TreeMap<>();
  private final TreeMap<Integer, Ratchets> members = new TreeMap<>();

  /**
   * The tree of an epoch.
   *
   * @param leaves of the ratchet tree, a power of two
   * @param encryptionSecret copied: the caller closes its own
   */
  public SecretTree(Suite suite, int leaves, SecretBytes encryptionSecret) {
    this(suite, leaves);
    nodes.put(TreeMath.root(leaves), encryptionSecret.copy());
  }

  private SecretTree(Suite suite, int leaves) {
    this.suite = suite;
    this.leaves = leaves;
  }

  /** The next key of our own leaf; the caller closes it. */
  public SendingKey next(int leaf, Kind kind) {
    Ratchets ratchets = members.get(leaf);
    if (ratchets == null) {
      Expansion expansion = expand(leaf);
      expansion.store();
      ratchets = expansion.ratchets;
    }
    Ratchet ratchet = ratchets.of(kind);
    long generation = ratchet.generation();
    return new SendingKey(generation, ratchet.next());
  }

  /**
   * The key of a received message, on trial.
   *
   * @param leaf below the number of leaves
   */
  public Opening open(int leaf, Kind kind, long generation, Limits limits) throws MlsException {
    Ratchets ratchets = members.get(leaf);
    if (ratchets != null) {
      return ratchets.of(kind).open(generation, limits);
    }
    Expansion expansion = expand(leaf);
    try {
      return expansion
          .ratchets
          .of(kind)
          .open(generation, limits)
          .and(expansion::store, expansion::drop);
    } catch (MlsException e) {
      expansion.drop();
      throw e;
    }
  }

  /** The way from the lowest secret that is still there down to a leaf. */
  private final class Expansion {
    private final int leaf;
    private final int from;
    private final Map<Integer, SecretBytes> beside = new HashMap<>();
    private final Ratchets ratchets;

    Expansion(int leaf, int from) {
      this.leaf = leaf;
      this.from = from;
      SecretBytes at = present(from).copy();
      for (int node = from; !TreeMath.isLeaf(node); ) {
        boolean goLeft = TreeMath.nodeOf(leaf) < node;
        SecretBytes left = child(at, LEFT);
        SecretBytes right = child(at, RIGHT);
        at.close();
        at = goLeft ? left : right;
        beside.put(goLeft ? TreeMath.right(node) : TreeMath.left(node), goLeft ? right : left);
        node = goLeft ? TreeMath.left(node) : TreeMath.right(node);
      }
      this.ratchets = new Ratchets(ratchet(at, Kind.HANDSHAKE), ratchet(at, Kind.APPLICATION));
      at.close();
    }

    void store() {
      present(from).close();
      nodes.remove(from);
      nodes.putAll(beside);
      members.put(leaf, ratchets);
    }

    void drop() {
      beside.values().forEach(SecretBytes::close);
      ratchets.close();
    }

    private SecretBytes child(SecretBytes secret, byte[] side) {
      return suite.expandWithLabel(secret, "tree", side, suite.secretBytes());
    }

    private Ratchet ratchet(SecretBytes secret, Kind kind) {
      return new Ratchet(suite, suite.deriveSecret(secret, kind.label), 0);
    }
  }

  private SecretBytes present(int node) {
    SecretBytes secret = nodes.get(node);
    if (secret == null) {
      throw new IllegalStateException("no secret at node " + node);
    }
    return secret;
  }

  private Expansion expand(int leaf) {
    if (leaf < 0 || leaf >= leaves) {
      throw new IllegalArgumentException("leaf " + leaf + " of " + leaves);
    }
    int node = TreeMath.nodeOf(leaf);
    while (!nodes.containsKey(node)) {
      node = TreeMath.parent(node);
    }
    return new Expansion(leaf, node);
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u32(leaves).u32(nodes.size());
    nodes.forEach((node, secret) -> writer.u32(node).vector(secret));
    writer.u32(members.size());
    members.forEach(
        (leaf, ratchets) -> {
          writer.u32(leaf);
          ratchets.handshake.writeTo(writer);
          ratchets.application.writeTo(writer);
        });
  }

  /**
   * Reads what {@link #writeTo} wrote, from our own saved state.
   *
   * @param leaves of the ratchet tree that it belongs to
   */
  public static SecretTree read(Suite suite, int leaves, Reader reader) throws MlsException {
    if (reader.index() != leaves) {
      throw Reader.malformed("saved secret tree of another width");
    }
    SecretTree tree = new SecretTree(suite, leaves);
    for (int n = reader.index(); n > 0; n--) {
      int node = within(reader.index(), TreeMath.nodes(leaves));
      once(tree.nodes.put(node, reader.secretVector(suite.secretBytes())));
    }
    for (int n = reader.index(); n > 0; n--) {
      int leaf = within(reader.index(), leaves);
      once(
          tree.members.put(
              leaf, new Ratchets(Ratchet.read(suite, reader), Ratchet.read(suite, reader))));
    }
    if (!tree.reaches(TreeMath.root(leaves))) {
      throw Reader.malformed("a leaf without a secret");
    }
    return tree;
  }

  private static int within(int index, int count) throws MlsException {
    if (index >= count) {
      throw Reader.malformed("saved secret of a node beyond the tree");
    }
    return index;
  }

  private static void once(@Nullable Object before) throws MlsException {
    if (before != null) {
      throw Reader.malformed("saved secret twice");
    }
  }

  /** Whether every leaf below has its ratchets, or a secret from which they can be made. */
  private boolean reaches(int node) {
    if (nodes.containsKey(node)) {
      return true;
    }
    return TreeMath.isLeaf(node)
        ? members.containsKey(TreeMath.leafOf(node))
        : reaches(TreeMath.left(node)) && reaches(TreeMath.right(node));
  }

  @Override
  public void close() {
    nodes.values().forEach(SecretBytes::close);
    nodes.clear();
    members.values().forEach(Ratchets::close);
    members.clear();
  }
}
