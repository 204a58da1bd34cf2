package keyturn.protocol.message;

/** How a person can be reached (docs/spec/messages.md#presence). */
public enum Presence {
  OFFLINE,
  AVAILABLE,
  BUSY,
  AWAY,
  /** Signed in, and shown to others as offline. */
  INVISIBLE
}
