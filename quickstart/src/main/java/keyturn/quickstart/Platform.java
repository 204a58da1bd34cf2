package keyturn.quickstart;

/** What differs between the systems that Keyturn starts on. */
final class Platform {
  private static final String NAME = System.getProperty("os.name", "");

  private Platform() {}

  static boolean isWindows() {
    return NAME.startsWith("Windows");
  }

  static boolean isMac() {
    return NAME.startsWith("Mac");
  }
}
