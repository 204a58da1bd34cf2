package keyturn.desktop.preferences;

/** Whether somebody stays signed in when the window closes. */
public enum Keeping {
  OFF,
  /** By a secret in the system's keyring. */
  KEYRING
}
