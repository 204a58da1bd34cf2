package keyturn.load.timing;

/** A sign-in that is refused, and what the time of the refusal must not tell. */
public enum Attempt {
  WRONG_PASSWORD("known name, wrong password"),
  UNKNOWN_NAME("unknown name"),
  DISABLED("disabled account, wrong password"),
  DISABLED_RIGHT("disabled account, right password");

  private final String title;

  Attempt(String title) {
    this.title = title;
  }

  /** As it stands in the report. */
  public String title() {
    return title;
  }
}
