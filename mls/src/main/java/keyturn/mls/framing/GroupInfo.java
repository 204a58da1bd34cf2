package keyturn.mls.framing;

import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extensions;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;

/** GroupInfo (RFC 9420 §12.4.3): what somebody needs to join, signed by a member. */
public record GroupInfo(Content content, Bytes signature) implements Encodable {
  private static final String LABEL = "GroupInfoTBS";

  /** The fields above the signature. */
  public record Content(
      GroupContext context, Extensions extensions, Bytes confirmationTag, long signer)
      implements Encodable {
    public GroupInfo sign(Suite suite, SecretBytes signatureKey) {
      return new GroupInfo(this, suite.sign(signatureKey, LABEL, encodedArray()));
    }

    @Override
    public void writeTo(Writer writer) {
      writer.put(context).put(extensions).vector(confirmationTag).u32(signer);
    }
  }

  public static GroupInfo read(Reader reader) throws MlsException {
    return new GroupInfo(
        new Content(
            GroupContext.read(reader), Extensions.read(reader), reader.vector(), reader.u32()),
        reader.vector());
  }

  public GroupContext context() {
    return content.context;
  }

  public Extensions extensions() {
    return content.extensions;
  }

  public Bytes confirmationTag() {
    return content.confirmationTag;
  }

  public long signer() {
    return content.signer;
  }

  public void verifySignature(Suite suite, Bytes signatureKey) throws MlsException {
    suite.verify(signatureKey, LABEL, content.encodedArray(), signature);
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(content).vector(signature);
  }
}
