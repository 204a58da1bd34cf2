package keyturn.server.session;

/** Why the server ends a session; {@code websocket} gives each its close code. */
public enum SessionEnd {
  SIGNED_OUT,
  /** Account disabled, password changed, device revoked. */
  REVOKED,
  /** The same device signed in anew: the newest connection wins. */
  REPLACED,
  TOO_SLOW,
  GOING_AWAY
}
