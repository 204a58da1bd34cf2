package keyturn.mls.tree;

import java.util.ArrayList;
import java.util.List;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.suite.Suite;

/**
 * The secrets along a filtered direct path (RFC 9420 §7.4): each is derived from the one below, and
 * a key pair from each. Owns its secrets.
 *
 * @param secrets path_secret, upwards
 * @param pairs one for each secret
 * @param commitSecret path_secret[n+1]
 */
public record PathSecrets(
    List<SecretBytes> secrets, List<KemKeyPair> pairs, SecretBytes commitSecret)
    implements AutoCloseable {

  /** From {@code first}, which stays the caller's, for {@code count} nodes. */
  public static PathSecrets derive(Suite suite, SecretBytes first, int count) {
    List<SecretBytes> secrets = new ArrayList<>();
    List<KemKeyPair> pairs = new ArrayList<>();
    SecretBytes at = first.copy();
    for (int i = 0; i < count; i++) {
      secrets.add(at);
      try (SecretBytes node = suite.deriveSecret(at, "node")) {
        pairs.add(suite.kem().derive(node));
      }
      at = suite.deriveSecret(at, "path");
    }
    return new PathSecrets(List.copyOf(secrets), List.copyOf(pairs), at);
  }

  @Override
  public void close() {
    secrets.forEach(SecretBytes::close);
    pairs.forEach(KemKeyPair::close);
    commitSecret.close();
  }

  @Override
  public String toString() {
    return "PathSecrets [secret]";
  }
}
