package keyturn.mls.framing;

import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** Sender (RFC 9420 §6). */
public sealed interface Sender extends Encodable {
  /** A leaf of the tree; the index is a uint32, any. */
  record Member(long leaf) implements Sender {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(1).u32(leaf);
    }
  }

  /** One of the group's external senders. */
  record External(long index) implements Sender {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(2).u32(index);
    }
  }

  /** Who proposes to be added. */
  record NewMemberProposal() implements Sender {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(3);
    }
  }

  /** Who joins by an external commit. */
  record NewMemberCommit() implements Sender {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(4);
    }
  }

  static Sender read(Reader reader) throws MlsException {
    int type = reader.u8();
    return switch (type) {
      case 1 -> new Member(reader.u32());
      case 2 -> new External(reader.u32());
      case 3 -> new NewMemberProposal();
      case 4 -> new NewMemberCommit();
      default -> throw Reader.malformed("sender type " + type);
    };
  }
}
