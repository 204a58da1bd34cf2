package keyturn.console;

/** How the program ends. */
enum ExitCode {
  OK(0),
  WRONG_USAGE(2),
  SIGN_IN_REFUSED(3),
  SERVER_UNTRUSTED(4),
  SERVER_UNREACHABLE(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
