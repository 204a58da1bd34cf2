package keyturn.desktop.common;

/**
 * What can be said of a password without knowing the server's list of common ones: length counts,
 * and how many different characters there are; one of each kind counts for nothing.
 */
public enum PasswordStrength {
  NONE(0),
  TOO_SHORT(0.15),
  WEAK(0.35),
  FAIR(0.65),
  STRONG(1);

  private static final int FAIR_CHARACTERS = 15;
  private static final int STRONG_CHARACTERS = 20;
  private static final int WEAK_DIFFERENT = 6;
  private static final int SHORT_DIFFERENT = 9;
  private static final int STRONG_DIFFERENT = 10;

  private final double share;

  PasswordStrength(double share) {
    this.share = share;
  }

  /** For a bar, 0 to 1. */
  public double share() {
    return share;
  }

  /**
   * How strong it is.
   *
   * @param min characters that the server asks for
   */
  public static PasswordStrength of(CharSequence password, int min) {
    long characters = password.codePoints().count();
    long different = password.codePoints().distinct().count();
    if (characters == 0) {
      return NONE;
    } else if (characters < min) {
      return TOO_SHORT;
    } else if (different < WEAK_DIFFERENT
        || (characters < FAIR_CHARACTERS && different < SHORT_DIFFERENT)) {
      return WEAK;
    }
    return characters >= STRONG_CHARACTERS && different >= STRONG_DIFFERENT ? STRONG : FAIR;
  }
}
