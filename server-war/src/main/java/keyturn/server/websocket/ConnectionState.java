package keyturn.server.websocket;

/** Where a connection is (docs/spec/messages.md#states), and what its peer may say there. */
enum ConnectionState {
  /** The WebSocket is open; the client's hello must come. */
  AWAITING_HELLO,
  /** The client's Finished must come. */
  AWAITING_FINISHED,
  /** The tunnel holds; one attempt to sign in may come. */
  AWAITING_SIGN_IN,
  /** An attempt is being looked at; nothing may come before it is answered. */
  SIGNING_IN,
  READY,
  CLOSED;

  boolean permits(MessageKind kind) {
    return switch (this) {
      case AWAITING_HELLO, AWAITING_FINISHED, SIGNING_IN, CLOSED -> false;
      case AWAITING_SIGN_IN ->
          switch (kind) {
            case SIGN_IN -> true;
            case REQUEST -> false;
          };
      case READY ->
          switch (kind) {
            case SIGN_IN -> false;
            case REQUEST -> true;
          };
    };
  }
}
