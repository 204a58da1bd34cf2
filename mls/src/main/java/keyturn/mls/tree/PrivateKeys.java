package keyturn.mls.tree;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;

/**
 * A member's private view of the tree (RFC 9420 §4.2): the key pairs of its leaf and of nodes above
 * it, by node. Owns them; not thread-safe.
 */
public final class PrivateKeys implements Encodable, AutoCloseable {
  private final TreeMap<Integer, KemKeyPair> pairs = new TreeMap<>();

  public PrivateKeys copy() {
    PrivateKeys copy = new PrivateKeys();
    pairs.forEach((node, pair) -> copy.pairs.put(node, pair.copy()));
    return copy;
  }

  /** Takes {@code pair} over; what was there is erased. */
  public void put(int node, KemKeyPair pair) {
    KemKeyPair before = pairs.put(node, pair);
    if (before != null) {
      before.close();
    }
  }

  public Optional<KemKeyPair> at(int node) {
    return Optional.ofNullable(pairs.get(node));
  }

  /** Erases the keys that are no longer those of the tree. */
  public void retainThoseOf(RatchetTree tree) {
    pairs
        .entrySet()
        .removeIf(
            entry -> {
              KemKeyPair pair = entry.getValue();
              boolean current =
                  tree.node(entry.getKey())
                      .filter(node -> node.encryptionKey().equals(pair.publicKey()))
                      .isPresent();
              if (!current) {
                pair.close();
              }
              return !current;
            });
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u32(pairs.size());
    for (Map.Entry<Integer, KemKeyPair> entry : pairs.entrySet()) {
      KemKeyPair pair = entry.getValue();
      writer.u32(entry.getKey()).vector(pair.privateKey()).vector(pair.publicKey());
    }
  }

  public static PrivateKeys read(Suite suite, Reader reader) throws MlsException {
    PrivateKeys keys = new PrivateKeys();
    int count = reader.index();
    for (int i = 0; i < count; i++) {
      keys.put(reader.index(), readPair(suite, reader));
    }
    return keys;
  }

  /** A key pair of our own saved state. */
  public static KemKeyPair readPair(Suite suite, Reader reader) throws MlsException {
    SecretBytes privateKey = reader.secretVector();
    var publicKey = reader.vector();
    if (privateKey.length() != suite.kem().privateKeyBytes()
        || publicKey.length() != suite.kem().publicKeyBytes()) {
      privateKey.close();
      throw Reader.malformed("key pair of the wrong size");
    }
    return new KemKeyPair(suite.kem(), privateKey, publicKey);
  }

  @Override
  public void close() {
    pairs.values().forEach(KemKeyPair::close);
    pairs.clear();
  }
}
