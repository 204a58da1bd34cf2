package keyturn.mls.tree;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.suite.Suite;

/** LeafNode (RFC 9420 §7.2): a member's keys, credential and capabilities, signed by it. */
public record LeafNode(Content content, Bytes signature) implements TreeNode {
  private static final String LABEL = "LeafNodeTBS";

  /** The fields above the signature. */
  public record Content(
      Bytes encryptionKey,
      Bytes signatureKey,
      Credential credential,
      Capabilities capabilities,
      LeafSource source,
      Extensions extensions)
      implements Encodable {
    static Content read(Reader reader) throws MlsException {
      return new Content(
          reader.vector(),
          reader.vector(),
          Credential.read(reader),
          Capabilities.read(reader),
          LeafSource.read(reader),
          Extensions.read(reader));
    }

    /** The same member with a new key, from elsewhere. */
    public Content renewed(Bytes newEncryptionKey, LeafSource newSource) {
      return new Content(
          newEncryptionKey, signatureKey, credential, capabilities, newSource, extensions);
    }

    /** Signs a leaf that belongs to no group yet. */
    public LeafNode sign(Suite suite, SecretBytes signatureKey) {
      return new LeafNode(this, suite.sign(signatureKey, LABEL, encodedArray()));
    }

    /** Signs a leaf of a group; where it says key package, group and index do not count. */
    public LeafNode sign(Suite suite, SecretBytes signatureKey, Bytes groupId, int leaf) {
      return new LeafNode(this, suite.sign(signatureKey, LABEL, toBeSigned(groupId, leaf)));
    }

    private byte[] toBeSigned(Bytes groupId, int leaf) {
      Writer writer = new Writer().put(this);
      if (!(source instanceof LeafSource.FromKeyPackage)) {
        writer.vector(groupId).u32(leaf);
      }
      return writer.toArray();
    }

    @Override
    public void writeTo(Writer writer) {
      writer
          .vector(encryptionKey)
          .vector(signatureKey)
          .put(credential)
          .put(capabilities)
          .put(source)
          .put(extensions);
    }
  }

  public static LeafNode read(Reader reader) throws MlsException {
    return new LeafNode(Content.read(reader), reader.vector());
  }

  public void verifySignature(Suite suite, Bytes groupId, int leaf) throws MlsException {
    suite.verify(content.signatureKey, LABEL, content.toBeSigned(groupId, leaf), signature);
  }

  @Override
  public Bytes encryptionKey() {
    return content.encryptionKey;
  }

  public Bytes signatureKey() {
    return content.signatureKey;
  }

  public Credential credential() {
    return content.credential;
  }

  public Capabilities capabilities() {
    return content.capabilities;
  }

  public LeafSource source() {
    return content.source;
  }

  public Extensions extensions() {
    return content.extensions;
  }

  @Override
  public Optional<Bytes> parentHash() {
    return content.source instanceof LeafSource.FromCommit commit
        ? Optional.of(commit.parentHash())
        : Optional.empty();
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(content).vector(signature);
  }
}
