package keyturn.desktop.signin;

/** Whether the card is for an account that exists. */
public enum SignInMode {
  SIGN_IN,
  CREATE_ACCOUNT,
  /** The window was locked: server and name are known. */
  UNLOCK
}
