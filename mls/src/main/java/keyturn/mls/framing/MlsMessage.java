package keyturn.mls.framing;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** MLSMessage (RFC 9420 §6): everything that travels. */
public sealed interface MlsMessage extends Encodable {
  int MLS_10 = 1;

  /** RFC 9420 §6.2. */
  record Public(PublicMessage message) implements MlsMessage {
    @Override
    public void writeTo(Writer writer) {
      header(writer, WireFormat.PUBLIC_MESSAGE).put(message);
    }
  }

  /** RFC 9420 §6.3. */
  record Private(PrivateMessage message) implements MlsMessage {
    @Override
    public void writeTo(Writer writer) {
      header(writer, WireFormat.PRIVATE_MESSAGE).put(message);
    }
  }

  /** RFC 9420 §12.4.3.1. */
  record Welcoming(Welcome welcome) implements MlsMessage {
    @Override
    public void writeTo(Writer writer) {
      header(writer, WireFormat.WELCOME).put(welcome);
    }
  }

  /** RFC 9420 §12.4.3. */
  record Informing(GroupInfo groupInfo) implements MlsMessage {
    @Override
    public void writeTo(Writer writer) {
      header(writer, WireFormat.GROUP_INFO).put(groupInfo);
    }
  }

  /** RFC 9420 §10. */
  record Packaged(KeyPackage keyPackage) implements MlsMessage {
    @Override
    public void writeTo(Writer writer) {
      header(writer, WireFormat.KEY_PACKAGE).put(keyPackage);
    }
  }

  /**
   * Reads a whole message.
   *
   * @throws MlsException with too large a message before anything is read
   */
  static MlsMessage decode(Bytes message, Limits limits) throws MlsException {
    if (message.length() > limits.maxMessageBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "message of " + message.length() + " bytes");
    }
    return Reader.decode(message, MlsMessage::read);
  }

  /** Group and epoch of a public or private message. */
  record Place(Bytes groupId, long epoch) {}

  /**
   * What stands first in a public or private message, to be compared before the rest is decoded;
   * empty for anything else.
   */
  static Optional<Place> place(Bytes message) throws MlsException {
    Reader reader = Reader.of(message);
    if (reader.u16() != MLS_10) {
      return Optional.empty();
    }
    WireFormat format = WireFormat.read(reader);
    return format == WireFormat.PUBLIC_MESSAGE || format == WireFormat.PRIVATE_MESSAGE
        ? Optional.of(new Place(reader.vector(), reader.u64()))
        : Optional.empty();
  }

  static MlsMessage read(Reader reader) throws MlsException {
    int version = reader.u16();
    if (version != MLS_10) {
      throw new MlsException(Reason.UNSUPPORTED, "protocol version " + version);
    }
    return switch (WireFormat.read(reader)) {
      case PUBLIC_MESSAGE -> new Public(PublicMessage.read(reader));
      case PRIVATE_MESSAGE -> new Private(PrivateMessage.read(reader));
      case WELCOME -> new Welcoming(Welcome.read(reader));
      case GROUP_INFO -> new Informing(GroupInfo.read(reader));
      case KEY_PACKAGE -> new Packaged(KeyPackage.read(reader));
    };
  }

  private static Writer header(Writer writer, WireFormat format) {
    return writer.u16(MLS_10).u16(format.code());
  }
}
