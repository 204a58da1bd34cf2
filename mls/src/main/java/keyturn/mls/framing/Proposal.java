package keyturn.mls.framing;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extensions;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.tree.LeafNode;

/** Proposal (RFC 9420 §12.1), of the types that the RFC defines. */
public sealed interface Proposal extends Encodable, Content {
  /** ProposalType. */
  int type();

  /** Whether a commit of it must have a path (RFC 9420 §12.4). */
  default boolean needsPath() {
    return !(this instanceof Add || this instanceof PreSharedKey || this instanceof ReInit);
  }

  @Override
  default ContentType contentType() {
    return ContentType.PROPOSAL;
  }

  @Override
  default void writeTo(Writer writer) {
    writer.u16(type());
    writeBodyTo(writer);
  }

  /** The select part, which is what the vectors call by each type's name. */
  void writeBodyTo(Writer writer);

  /** RFC 9420 §12.1.1. */
  record Add(KeyPackage keyPackage) implements Proposal {
    @Override
    public int type() {
      return 1;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.put(keyPackage);
    }
  }

  /** RFC 9420 §12.1.2. */
  record Update(LeafNode leaf) implements Proposal {
    @Override
    public int type() {
      return 2;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.put(leaf);
    }
  }

  /** RFC 9420 §12.1.3; the index is a uint32, any. */
  record Remove(long removed) implements Proposal {
    @Override
    public int type() {
      return 3;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.u32(removed);
    }
  }

  /** RFC 9420 §12.1.4. */
  record PreSharedKey(PreSharedKeyId id) implements Proposal {
    @Override
    public int type() {
      return 4;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.put(id);
    }
  }

  /** RFC 9420 §12.1.5: read and written, never followed. */
  record ReInit(Bytes groupId, int version, int suiteCode, Extensions extensions)
      implements Proposal {
    @Override
    public int type() {
      return 5;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.vector(groupId).u16(version).u16(suiteCode).put(extensions);
    }
  }

  /** RFC 9420 §12.1.6. */
  record ExternalInit(Bytes kemOutput) implements Proposal {
    @Override
    public int type() {
      return 6;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.vector(kemOutput);
    }
  }

  /** RFC 9420 §12.1.7. */
  record GroupContextExtensions(Extensions extensions) implements Proposal {
    @Override
    public int type() {
      return 7;
    }

    @Override
    public void writeBodyTo(Writer writer) {
      writer.put(extensions);
    }
  }

  static Proposal read(Reader reader) throws MlsException {
    return readBody(reader.u16(), reader);
  }

  static Proposal readBody(int type, Reader reader) throws MlsException {
    return switch (type) {
      case 1 -> new Add(KeyPackage.read(reader));
      case 2 -> new Update(LeafNode.read(reader));
      case 3 -> new Remove(reader.u32());
      case 4 -> new PreSharedKey(PreSharedKeyId.read(reader));
      case 5 -> new ReInit(reader.vector(), reader.u16(), reader.u16(), Extensions.read(reader));
      case 6 -> new ExternalInit(reader.vector());
      case 7 -> new GroupContextExtensions(Extensions.read(reader));
      default -> throw new MlsException(Reason.UNSUPPORTED, "proposal type " + type);
    };
  }
}
