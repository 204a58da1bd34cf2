package keyturn.mls.framing;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** FramedContent (RFC 9420 §6). */
public record FramedContent(
    Bytes groupId, long epoch, Sender sender, Bytes authenticatedData, Content content)
    implements Encodable {
  public static FramedContent read(Reader reader) throws MlsException {
    return new FramedContent(
        reader.vector(),
        reader.u64(),
        Sender.read(reader),
        reader.vector(),
        Content.read(ContentType.read(reader), reader));
  }

  @Override
  public void writeTo(Writer writer) {
    writer
        .vector(groupId)
        .u64(epoch)
        .put(sender)
        .vector(authenticatedData)
        .u8(content.contentType().code())
        .put(content);
  }
}
