package keyturn.server.websocket;

/**
 * How much a peer may have waiting to be worked on: a frame is taken in when it arrives and given
 * back when all it asked for was handed to a use case. Little before sign-in. Thread-safe.
 */
final class InboundBudget {
  private final ConnectionLimits limits;
  private int maxFrames;
  private int frames;
  private long bytes;

  InboundBudget(ConnectionLimits limits) {
    this.limits = limits;
    maxFrames = limits.strangerFrames();
  }

  /** The peer has signed in. */
  synchronized void trust() {
    maxFrames = limits.inboundFrames();
  }

  /** False if the frame does not fit: the peer sends faster than it is served, and is closed. */
  synchronized boolean take(int frameBytes) {
    if (frames >= maxFrames || bytes + frameBytes > limits.inboundBytes()) {
      return false;
    }
    frames++;
    bytes += frameBytes;
    return true;
  }

  synchronized void giveBack(int frameBytes) {
    frames--;
    bytes -= frameBytes;
  }
}
