package keyturn.desktop.keyring;

/** What the ring says about the key of the conversation on show. */
public enum KeyRingState {
  /** There is no conversation whose key could turn. */
  NONE,
  STEADY,
  /** The key is over and the next is on its way. */
  ROTATING,
  /** The next key should be here long since. */
  LATE,
  /** Offline: keys turn again with the connection. */
  PAUSED,
  /** The server gives no key: nothing can be sent. */
  FAILED
}
