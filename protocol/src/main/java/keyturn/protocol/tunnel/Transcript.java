package keyturn.protocol.tunnel;

import keyturn.crypto.Bytes;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.IncrementalHash;

/**
 * SHA-256 over the handshake messages as they were on the wire (docs/spec/tunnel.md#transcript; RFC
 * 8446 §4.4.1).
 */
final class Transcript {
  private IncrementalHash messages = IncrementalHash.start(HashAlgorithm.SHA256);

  Transcript add(byte[] message) {
    messages.update(message);
    return this;
  }

  /** Replaces the first ClientHello by the message that carries its hash. */
  Transcript foldForRetry() {
    byte[] folded = new WireWriter().bytes(messages.current()).toMessage(MessageType.MESSAGE_HASH);
    messages = IncrementalHash.start(HashAlgorithm.SHA256).update(folded);
    return this;
  }

  Bytes hash() {
    return messages.current();
  }
}
