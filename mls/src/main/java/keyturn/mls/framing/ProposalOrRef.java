package keyturn.mls.framing;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** ProposalOrRef (RFC 9420 §12.4). */
public sealed interface ProposalOrRef extends Encodable {
  /** The committer's own. */
  record ByValue(Proposal proposal) implements ProposalOrRef {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(1).put(proposal);
    }
  }

  /** Anybody's, sent before: the hash of the message that it came in. */
  record ByReference(Bytes reference) implements ProposalOrRef {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(2).vector(reference);
    }
  }

  static ProposalOrRef read(Reader reader) throws MlsException {
    int type = reader.u8();
    return switch (type) {
      case 1 -> new ByValue(Proposal.read(reader));
      case 2 -> new ByReference(reader.vector());
      default -> throw Reader.malformed("proposal or reference: " + type);
    };
  }
}
