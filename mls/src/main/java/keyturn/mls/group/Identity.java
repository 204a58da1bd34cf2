package keyturn.mls.group;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.Grease;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;

/**
 * A client as it presents itself in the groups of one suite. Owns its signature key; groups and key
 * packages take copies. What others see of it holds some random values more, which they must ignore
 * (RFC 9420 §13.5).
 *
 * @param capabilities without the default types and without GREASE values
 */
public record Identity(
    Suite suite,
    SecretBytes signatureKey,
    Credential credential,
    Capabilities capabilities,
    Extensions leafExtensions)
    implements AutoCloseable {

  /**
   * As its parts are.
   *
   * @throws IllegalArgumentException for capabilities that say what no client may (RFC 9420 §7.2)
   */
  public Identity {
    if (!capabilities.saysWhatItMeans()) {
      throw new IllegalArgumentException("default or GREASE values in capabilities of our own");
    }
  }

  public Bytes publicKey() {
    return suite.signature().publicOf(signatureKey);
  }

  LeafNode.Content leaf(Bytes encryptionKey, LeafSource source, SecureRandom random) {
    Extension grease = Grease.extension(random);
    return new LeafNode.Content(
        encryptionKey,
        publicKey(),
        credential,
        capabilities.greased(grease.type(), random),
        source,
        leafExtensions.and(grease));
  }

  @Override
  public void close() {
    signatureKey.close();
  }

  @Override
  public String toString() {
    return "Identity [" + suite + ", secret]";
  }
}
