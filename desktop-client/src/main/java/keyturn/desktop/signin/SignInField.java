package keyturn.desktop.signin;

/** What the sign-in card asks for: where the cursor goes when something is wrong. */
public enum SignInField {
  SERVER,
  NAME,
  PASSWORD,
  REPEAT,
  INVITATION
}
