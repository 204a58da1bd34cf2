package keyturn.protocol.tunnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keyturn.protocol.MalformedMessageException;

/** The plaintext of an application record: one or more of length u24 || message. */
final class ApplicationRecord {
  private ApplicationRecord() {}

  static byte[] join(List<byte[]> messages) {
    WireWriter plaintext = new WireWriter();
    for (byte[] message : messages) {
      plaintext.u24(message.length).bytes(message);
    }
    return plaintext.toArray();
  }

  static List<byte[]> split(byte[] plaintext) throws MalformedMessageException {
    List<byte[]> messages = new ArrayList<>();
    int at = 0;
    do {
      if (plaintext.length - at < TunnelLimits.MESSAGE_HEADER_BYTES) {
        throw new MalformedMessageException("application record: length missing");
      }
      int length =
          (Byte.toUnsignedInt(plaintext[at]) << 16)
              | (Byte.toUnsignedInt(plaintext[at + 1]) << 8)
              | Byte.toUnsignedInt(plaintext[at + 2]);
      at += TunnelLimits.MESSAGE_HEADER_BYTES;
      if (length == 0 || length > plaintext.length - at) {
        throw new MalformedMessageException(
            "application record: message of %d bytes, %d follow"
                .formatted(length, plaintext.length - at));
      }
      messages.add(Arrays.copyOfRange(plaintext, at, at + length));
      at += length;
    } while (at < plaintext.length);
    return List.copyOf(messages);
  }
}
