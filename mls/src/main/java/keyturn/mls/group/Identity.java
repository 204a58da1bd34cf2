package keyturn.mls.group;

import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;

/**
 * A client as it presents itself in the groups of one suite. Owns its signature key; groups and key
 * packages take copies.
 */
public record Identity(
    Suite suite,
    SecretBytes signatureKey,
    Credential credential,
    Capabilities capabilities,
    Extensions leafExtensions)
    implements AutoCloseable {

  public Bytes publicKey() {
    return suite.signature().publicOf(signatureKey);
  }

  LeafNode.Content leaf(Bytes encryptionKey, LeafSource source) {
    return new LeafNode.Content(
        encryptionKey, publicKey(), credential, capabilities, source, leafExtensions);
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
