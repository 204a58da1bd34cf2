package keyturn.mls.framing;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** What a framed message says (RFC 9420 §6). */
public sealed interface Content extends Encodable permits Content.Application, Proposal, Commit {
  ContentType contentType();

  /** Bytes of the application. */
  record Application(Bytes data) implements Content {
    @Override
    public ContentType contentType() {
      return ContentType.APPLICATION;
    }

    @Override
    public void writeTo(Writer writer) {
      writer.vector(data);
    }
  }

  static Content read(ContentType type, Reader reader) throws MlsException {
    return switch (type) {
      case APPLICATION -> new Application(reader.vector());
      case PROPOSAL -> Proposal.read(reader);
      case COMMIT -> Commit.read(reader);
    };
  }
}
