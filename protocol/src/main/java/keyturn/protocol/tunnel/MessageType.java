package keyturn.protocol.tunnel;

import java.util.Arrays;
import java.util.Optional;

/** The first byte of every message and record (docs/spec/tunnel.md#types). */
enum MessageType {
  CLIENT_HELLO(1),
  SERVER_HELLO(2),
  RETRY(3),
  ALERT(4),
  IDENTITY(8),
  CERTIFICATE_VERIFY(15),
  FINISHED(20),
  HANDSHAKE_RECORD(64),
  APPLICATION_RECORD(65),
  REFRESH(66),
  REFRESH_REPLY(67),
  REFRESH_DONE(68),
  /** Stands for the first ClientHello in a transcript with a Retry; never sent. */
  MESSAGE_HASH(254);

  private final int code;

  MessageType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Optional<MessageType> ofCode(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** The type that a received message claims, unproved. */
  static Optional<MessageType> of(byte[] message) {
    return message.length == 0 ? Optional.empty() : ofCode(Byte.toUnsignedInt(message[0]));
  }
}
