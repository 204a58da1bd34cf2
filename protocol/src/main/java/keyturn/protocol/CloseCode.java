package keyturn.protocol;

import java.util.Arrays;
import java.util.Optional;

/** Why the server closes a WebSocket (docs/spec/messages.md#close-codes). */
public enum CloseCode {
  /** A frame, record or message broke the specification. */
  MALFORMED(4400, Next.RECONNECT),
  /** The client did not sign in in time. */
  SIGN_IN_TIMEOUT(4401, Next.RECONNECT),
  /** The session is over: disabled, signed out, password changed elsewhere, device revoked. */
  SESSION_ENDED(4403, Next.SIGN_IN_ANEW),
  /** Nothing was received for 45 seconds. */
  DEAD_PEER(4408, Next.RECONNECT),
  /** The same device signed in on a newer connection. */
  SIGNED_IN_ELSEWHERE(4409, Next.STOP),
  /** The client did not read what was sent. */
  TOO_SLOW(4413, Next.RECONNECT),
  /** The protocol version is not spoken here. */
  UNSUPPORTED_VERSION(4426, Next.STOP),
  /** Too many connections, attempts or messages. */
  TOO_MANY(4429, Next.RECONNECT),
  /** The server failed. */
  INTERNAL(4500, Next.RECONNECT),
  /** The server stops, or has no database. */
  GOING_AWAY(4503, Next.RECONNECT);

  /** What a client does after it. */
  public enum Next {
    /** Connect again after the waiting time of docs/spec/messages.md#reconnecting, and resume. */
    RECONNECT,
    /** Connect only after the user has signed in anew: the resume token is void. */
    SIGN_IN_ANEW,
    /** Connect only when the user asks for it. */
    STOP
  }

  private final int code;
  private final Next next;

  CloseCode(int code, Next next) {
    this.code = code;
    this.next = next;
  }

  /** Empty for every code that is not ours, such as 1006: the client reconnects. */
  public static Optional<CloseCode> ofCode(int code) {
    return Arrays.stream(values()).filter(close -> close.code == code).findFirst();
  }

  public int code() {
    return code;
  }

  public Next next() {
    return next;
  }
}
