package keyturn.desktop.link;

/** Colour of the status line's dot; the words beside it say the same. */
public enum LinkLight {
  CONNECTING,
  CONNECTED,
  OFFLINE
}
