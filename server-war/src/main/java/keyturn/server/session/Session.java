package keyturn.server.session;

import java.util.function.Supplier;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage;

/** One signed-in connection of one device. Thread-safe; no method blocks. */
public interface Session {
  UserId user();

  String username();

  DeviceId device();

  ConnectionId connection();

  /** A Triple-DES tunnel is handed keys of Triple-DES conversations only. */
  CipherSuite tunnelSuite();

  /**
   * Queues a message. An answer to what the client asked always finds room; what is delivered
   * unasked is pushed only while {@link #hasRoom}. A closed session drops it.
   */
  void push(ServerMessage message);

  /**
   * Queues a message that may wait some milliseconds for another to share a frame with: the
   * platform pays for each frame (docs/spec/messages.md#coalescing).
   */
  default void pushInCompany(ServerMessage message) {
    push(message);
  }

  /**
   * Queues a message that is made when it is written, for durations that count from then.
   *
   * @param estimatedBytes of the encoded message, for the bound of the queue
   */
  void pushLate(int estimatedBytes, Supplier<ServerMessage> message);

  /** Whether the queue (100 messages, 256 KiB) takes deliveries now. */
  boolean hasRoom();

  /** Calls {@code action} once, as soon as the queue is empty again, on a thread of the server. */
  void whenDrained(Runnable action);

  boolean isOpen();

  void close(SessionEnd end);
}
