package keyturn.desktop.look;

/** What the user chose; the desktop decides only if asked to. */
public enum ThemeChoice {
  SYSTEM,
  LIGHT,
  DARK;

  /**
   * The theme to show.
   *
   * @param system what the desktop itself uses
   */
  public Theme in(Theme system) {
    return switch (this) {
      case SYSTEM -> system;
      case LIGHT -> Theme.LIGHT;
      case DARK -> Theme.DARK;
    };
  }
}
