package keyturn.desktop.preferences;

/** Whether the desktop's keyring may open the vault without a password. */
public enum Staying {
  FORGET,
  KEEP_SIGNED_IN
}
