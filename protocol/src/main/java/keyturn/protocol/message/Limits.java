package keyturn.protocol.message;

/** Sizes checked before anything is allocated (docs/spec/messages.md#limits). */
public final class Limits {
  /** A message's text in UTF-8: 48 KiB, so that a sealed message fits one record. */
  public static final int MAX_TEXT_BYTES = 48 * 1024;

  public static final int MAX_SEALED_BYTES = MAX_TEXT_BYTES + 1024;

  /** One encoded message. */
  public static final int MAX_MESSAGE_BYTES = 60 * 1024;

  /** One encoded message before sign-in. */
  public static final int MAX_MESSAGE_BYTES_BEFORE_SIGN_IN = 4 * 1024;

  public static final int MAX_NAME_BYTES = 256;
  public static final int MAX_PASSWORD_BYTES = 1024;
  public static final int MAX_LIST = 500;

  /** Entries with a name each, so that every list fits one message. */
  public static final int MAX_NAMES = 200;

  public static final int MAX_DEPTH = 4;

  private Limits() {}

  /**
   * Looks at the length of a text, and that it is one.
   *
   * @throws IllegalArgumentException if {@code value} is over {@code maxBytes} in UTF-8, or not
   *     Unicode; the message names {@code field} and lengths only
   */
  public static void requireText(String field, String value, int maxBytes) {
    Require.text(field, value, maxBytes);
  }
}
