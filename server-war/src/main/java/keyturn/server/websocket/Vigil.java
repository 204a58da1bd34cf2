package keyturn.server.websocket;

/**
 * Keeps the times of one connection, by what was <em>received</em>: the container's idle timer
 * restarts with every send and so never finds a dead peer. Thread-safe.
 */
final class Vigil {
  enum Verdict {
    WELL,
    /** Nothing heard for a while: ask. */
    PING,
    /** Handshake or sign-in took too long. */
    LATE,
    /** Nothing heard for too long. */
    DEAD
  }

  private final ConnectionLimits limits;
  private long heardAt;
  private long pingedAt;
  private long handshakeBegan;
  private long signInBegan;

  Vigil(ConnectionLimits limits, long nowNanos) {
    this.limits = limits;
    heardAt = nowNanos;
    pingedAt = nowNanos;
    handshakeBegan = nowNanos;
    signInBegan = nowNanos;
  }

  synchronized void heard(long nowNanos) {
    heardAt = nowNanos;
  }

  synchronized void entered(ConnectionState state, long nowNanos) {
    if (state == ConnectionState.AWAITING_SIGN_IN) {
      signInBegan = nowNanos;
    }
  }

  synchronized Verdict judge(long nowNanos, ConnectionState state) {
    return switch (state) {
      case AWAITING_HELLO, AWAITING_FINISHED ->
          nowNanos - handshakeBegan > limits.handshake().toNanos() ? Verdict.LATE : Verdict.WELL;
      case AWAITING_SIGN_IN ->
          nowNanos - signInBegan > limits.signIn().toNanos() ? Verdict.LATE : Verdict.WELL;
      case SIGNING_IN, READY -> judgeSilence(nowNanos);
      case CLOSED -> Verdict.WELL;
    };
  }

  private Verdict judgeSilence(long nowNanos) {
    long silence = nowNanos - heardAt;
    if (silence > limits.deadAfter().toNanos()) {
      return Verdict.DEAD;
    }
    long pingAfter = limits.pingAfter().toNanos();
    if (silence > pingAfter && nowNanos - pingedAt > pingAfter) {
      pingedAt = nowNanos;
      return Verdict.PING;
    }
    return Verdict.WELL;
  }
}
