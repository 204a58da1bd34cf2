package keyturn.protocol.codec;

import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage;

/**
 * Messages as bytes (docs/spec/messages.md#encoding): one CBOR array {@code [type code, field …]},
 * the fields in the order of the record. Thread-safe.
 *
 * <p>What is decoded is valid by existing; everything else is a {@link MalformedMessageException}
 * that names the field, what was expected and what came, never content. A message costs at most a
 * few times its own length, whatever lengths it claims.
 */
public final class MessageCodec {
  private MessageCodec() {}

  /** What a client sends; every message that there can be fits {@link Limits#MAX_MESSAGE_BYTES}. */
  public static byte[] encode(ClientMessage message) {
    return CborWriter.write(out -> message.dispatch(new ClientMessageWriter(out)));
  }

  /** What the server sends; every message that there can be fits, too. */
  public static byte[] encode(ServerMessage message) {
    return CborWriter.write(out -> message.dispatch(new ServerMessageWriter(out)));
  }

  /**
   * What a client sent.
   *
   * @param maxBytes {@link Limits#MAX_MESSAGE_BYTES}, or {@link
   *     Limits#MAX_MESSAGE_BYTES_BEFORE_SIGN_IN}
   */
  public static ClientMessage decodeClient(byte[] frame, int maxBytes)
      throws MalformedMessageException {
    CborReader in = CborReader.of(frame, maxBytes);
    in.openArray("message");
    long code = in.number("type code");
    ClientType type =
        ClientType.ofCode(code)
            .orElseThrow(() -> in.malformed("type code", "a client message's", "" + code));
    in.inside(type.title());
    try {
      ClientMessage message = ClientMessageReader.read(in, type);
      in.closeArray();
      return message;
    } catch (IllegalArgumentException e) {
      throw in.refused(e);
    }
  }

  /** What the server sent. */
  public static ServerMessage decodeServer(byte[] frame) throws MalformedMessageException {
    CborReader in = CborReader.of(frame, Limits.MAX_MESSAGE_BYTES);
    in.openArray("message");
    long code = in.number("type code");
    ServerType type =
        ServerType.ofCode(code)
            .orElseThrow(() -> in.malformed("type code", "a server message's", "" + code));
    in.inside(type.title());
    try {
      ServerMessage message = ServerMessageReader.read(in, type);
      in.closeArray();
      return message;
    } catch (IllegalArgumentException e) {
      throw in.refused(e);
    }
  }
}
