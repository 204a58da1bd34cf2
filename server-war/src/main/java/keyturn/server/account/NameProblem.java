package keyturn.server.account;

/** Why a text cannot be a username. */
public enum NameProblem {
  EMPTY("a name has at least one character"),
  TOO_LONG("a name has at most 64 characters"),
  INVISIBLE("a name has no control, format or other invisible characters"),
  SPACE("a name has no spaces"),
  CHARACTER("a name has letters, digits and . _ - @ + only"),
  START("a name starts with a letter or digit"),
  SCRIPT("a name uses letters of a script that this server knows"),
  MIXED_SCRIPTS("a name keeps to one script");

  private final String message;

  NameProblem(String message) {
    this.message = message;
  }

  /** A sentence for people. */
  public String message() {
    return message;
  }
}
