package keyturn.protocol.tunnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.UnexpectedMessageException;

/** The handshake messages in one handshake record, one behind the other. */
final class Flight {
  private static final int HEADER_BYTES = 4;

  private Flight() {}

  static byte[] join(byte[]... messages) {
    WireWriter flight = new WireWriter();
    for (byte[] message : messages) {
      flight.bytes(message);
    }
    return flight.toArray();
  }

  /** Splits {@code plaintext} into messages of exactly these types, in this order. */
  static List<byte[]> split(byte[] plaintext, MessageType... types)
      throws MalformedMessageException, UnexpectedMessageException {
    List<byte[]> messages = new ArrayList<>(types.length);
    int at = 0;
    for (MessageType type : types) {
      int end = end(plaintext, at);
      if (Byte.toUnsignedInt(plaintext[at]) != type.code()) {
        throw new UnexpectedMessageException(
            "handshake record: expected " + type + ", was type " + plaintext[at]);
      }
      messages.add(Arrays.copyOfRange(plaintext, at, end));
      at = end;
    }
    if (at != plaintext.length) {
      throw new UnexpectedMessageException(
          "handshake record: " + (plaintext.length - at) + " bytes too many");
    }
    return messages;
  }

  private static int end(byte[] plaintext, int at) throws MalformedMessageException {
    if (plaintext.length - at < HEADER_BYTES) {
      throw new MalformedMessageException("handshake record: a message is missing");
    }
    int length = 0;
    for (int i = 1; i < HEADER_BYTES; i++) {
      length = (length << 8) | Byte.toUnsignedInt(plaintext[at + i]);
    }
    if (length > plaintext.length - at - HEADER_BYTES) {
      throw new MalformedMessageException("handshake record: a message is cut off");
    }
    return at + HEADER_BYTES + length;
  }
}
