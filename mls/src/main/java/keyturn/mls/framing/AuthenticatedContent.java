package keyturn.mls.framing;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SignatureKey;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;

/**
 * AuthenticatedContent (RFC 9420 §6): a message with its signature and, if it is a commit, its
 * confirmation tag.
 */
public record AuthenticatedContent(WireFormat wireFormat, FramedContent content, Auth auth)
    implements Encodable {
  private static final int MLS_10 = 1;
  private static final String LABEL = "FramedContentTBS";

  /** FramedContentAuthData. */
  public record Auth(Bytes signature, Optional<Bytes> confirmationTag) implements Encodable {
    static Auth read(ContentType type, Reader reader) throws MlsException {
      Bytes signature = reader.vector();
      return new Auth(
          signature, type == ContentType.COMMIT ? Optional.of(reader.vector()) : Optional.empty());
    }

    @Override
    public void writeTo(Writer writer) {
      writer.vector(signature);
      confirmationTag.ifPresent(writer::vector);
    }
  }

  /** Signs; a commit gets its tag with {@link #withTag}. */
  public static AuthenticatedContent sign(
      Suite suite,
      WireFormat wireFormat,
      FramedContent content,
      GroupContext context,
      SignatureKey signatureKey) {
    Bytes signature = suite.sign(signatureKey, LABEL, toBeSigned(wireFormat, content, context));
    return new AuthenticatedContent(wireFormat, content, new Auth(signature, Optional.empty()));
  }

  public AuthenticatedContent withTag(Bytes confirmationTag) {
    return new AuthenticatedContent(
        wireFormat, content, new Auth(auth.signature, Optional.of(confirmationTag)));
  }

  public void verifySignature(Suite suite, GroupContext context, Bytes signatureKey)
      throws MlsException {
    suite.verify(signatureKey, LABEL, toBeSigned(wireFormat, content, context), auth.signature);
  }

  /** FramedContentTBS (RFC 9420 §6.1). */
  static byte[] toBeSigned(WireFormat wireFormat, FramedContent content, GroupContext context) {
    Writer writer = new Writer().u16(MLS_10).u16(wireFormat.code()).put(content);
    Sender sender = content.sender();
    if (sender instanceof Sender.Member || sender instanceof Sender.NewMemberCommit) {
      writer.put(context);
    }
    return writer.toArray();
  }

  /** AuthenticatedContentTBM (RFC 9420 §6.2). */
  byte[] toBeMaced(GroupContext context) {
    return new Writer().raw(toBeSigned(wireFormat, content, context)).put(auth).toArray();
  }

  /** ConfirmedTranscriptHashInput (RFC 9420 §8.2). */
  public byte[] transcriptInput() {
    return new Writer().u16(wireFormat.code()).put(content).vector(auth.signature).toArray();
  }

  /** ProposalRef (RFC 9420 §5.2). */
  public Bytes reference(Suite suite) {
    return suite.refHash("MLS 1.0 Proposal Reference", encoded());
  }

  public static AuthenticatedContent read(Reader reader) throws MlsException {
    WireFormat wireFormat = WireFormat.read(reader);
    FramedContent content = FramedContent.read(reader);
    return new AuthenticatedContent(
        wireFormat, content, Auth.read(content.content().contentType(), reader));
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u16(wireFormat.code()).put(content).put(auth);
  }
}
