package keyturn.mls.framing;

import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extensions;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;

/** KeyPackage (RFC 9420 §10): what it takes to add a client to a group while it is away. */
public record KeyPackage(Content content, Bytes signature) implements Encodable {
  private static final int MLS_10 = 1;
  private static final String LABEL = "KeyPackageTBS";

  /** The fields above the signature. */
  public record Content(int suiteCode, Bytes initKey, LeafNode leaf, Extensions extensions)
      implements Encodable {
    public KeyPackage sign(Suite suite, SecretBytes signatureKey) {
      return new KeyPackage(this, suite.sign(signatureKey, LABEL, encodedArray()));
    }

    @Override
    public void writeTo(Writer writer) {
      writer.u16(MLS_10).u16(suiteCode).vector(initKey).put(leaf).put(extensions);
    }
  }

  public static KeyPackage read(Reader reader) throws MlsException {
    int version = reader.u16();
    if (version != MLS_10) {
      throw new MlsException(Reason.UNSUPPORTED, "protocol version " + version);
    }
    return new KeyPackage(
        new Content(reader.u16(), reader.vector(), LeafNode.read(reader), Extensions.read(reader)),
        reader.vector());
  }

  public int suiteCode() {
    return content.suiteCode;
  }

  public Bytes initKey() {
    return content.initKey;
  }

  public LeafNode leaf() {
    return content.leaf;
  }

  public void verifySignature(Suite suite) throws MlsException {
    suite.verify(leaf().signatureKey(), LABEL, content.encodedArray(), signature);
  }

  /** KeyPackageRef (RFC 9420 §5.2). */
  public Bytes reference(Suite suite) {
    return suite.refHash("MLS 1.0 KeyPackage Reference", encoded());
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(content).vector(signature);
  }
}
