package keyturn.server.account;

/** Why a text cannot be a password. */
public enum PasswordProblem {
  TOO_SHORT("the password is too short"),
  TOO_LONG("the password is longer than 72 bytes in UTF-8"),
  CONTROL_CHARACTER("the password has a control character"),
  COMMON("the password is one of the first that anybody would try"),
  LIKE_THE_NAME("the password is the name");

  private final String message;

  PasswordProblem(String message) {
    this.message = message;
  }

  /** A sentence for people. */
  public String message() {
    return message;
  }
}
