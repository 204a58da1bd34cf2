package keyturn.desktop.preferences;

/** What a notification of the desktop says; never what the message says. */
public enum Notifying {
  OFF,
  NEW_MESSAGE,
  SENDER
}
