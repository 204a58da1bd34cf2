package keyturn.server.websocket;

import java.time.Duration;

/**
 * What one connection may cost, in time and in memory.
 *
 * @param handshake from the WebSocket's opening to the client's Finished
 * @param signIn from the tunnel, or the last refused attempt, to the client's next attempt
 * @param signInAttempts on one connection
 * @param pingAfter nothing was received for so long
 * @param deadAfter nothing was received for so long: the peer is gone
 * @param slowReader how long one frame may take to leave
 * @param closing how long the last frames before a close may take
 * @param roomMessages deliveries that may wait to be sent
 * @param roomBytes of deliveries that may wait to be sent
 * @param strangerFrames what may wait to be worked on before sign-in
 * @param inboundFrames what may wait to be worked on after sign-in
 * @param inboundBytes what may wait to be worked on after sign-in
 */
public record ConnectionLimits(
    Duration handshake,
    Duration signIn,
    int signInAttempts,
    Duration pingAfter,
    Duration deadAfter,
    Duration slowReader,
    Duration closing,
    int roomMessages,
    int roomBytes,
    int strangerFrames,
    int inboundFrames,
    int inboundBytes) {

  /** The product's. */
  public static final ConnectionLimits STANDARD =
      new ConnectionLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          5,
          Duration.ofSeconds(15),
          Duration.ofSeconds(45),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          100,
          256 * 1024,
          8,
          1024,
          2 * 1024 * 1024);

  /**
   * Answers always find room; a queue that grows this far beyond the room for deliveries is a peer
   * that asks without reading.
   */
  int mostMessages() {
    return 100 * roomMessages;
  }

  int mostBytes() {
    return 16 * roomBytes;
  }
}
