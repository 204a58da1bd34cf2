package keyturn.mls.schedule;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** PreSharedKeyID (RFC 9420 §8.4). */
public sealed interface PreSharedKeyId extends Encodable {
  /** Nh random bytes. */
  Bytes nonce();

  /** A key that the application provides. */
  record External(Bytes id, Bytes nonce) implements PreSharedKeyId {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(1).vector(id).vector(nonce);
    }
  }

  /** The resumption secret of an epoch of a group. */
  record Resumption(Usage usage, Bytes groupId, long epoch, Bytes nonce) implements PreSharedKeyId {
    @Override
    public void writeTo(Writer writer) {
      writer.u8(2).u8(usage.code).vector(groupId).u64(epoch).vector(nonce);
    }
  }

  /** ResumptionPSKUsage. */
  enum Usage {
    APPLICATION(1),
    REINIT(2),
    BRANCH(3);

    private final int code;

    Usage(int code) {
      this.code = code;
    }

    static Usage ofCode(int code) throws MlsException {
      return switch (code) {
        case 1 -> APPLICATION;
        case 2 -> REINIT;
        case 3 -> BRANCH;
        default -> throw Reader.malformed("resumption usage " + code);
      };
    }
  }

  static PreSharedKeyId read(Reader reader) throws MlsException {
    int type = reader.u8();
    return switch (type) {
      case 1 -> new External(reader.vector(), reader.vector());
      case 2 ->
          new Resumption(Usage.ofCode(reader.u8()), reader.vector(), reader.u64(), reader.vector());
      default -> throw Reader.malformed("PSK type " + type);
    };
  }
}
