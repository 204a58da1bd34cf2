package keyturn.desktop.conversation;

import java.util.Optional;
import keyturn.desktop.common.Texts;
import keyturn.protocol.message.Limits;

/** How much of what a message may hold has been written, in bytes of UTF-8. */
public final class DraftLength {
  private static final int TOLD_FROM_BYTES = Limits.MAX_TEXT_BYTES * 9 / 10;
  private static final int KIB = 1024;

  private DraftLength() {}

  static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A pair of surrogates is four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  static boolean fits(String text) {
    return bytes(text.strip()) <= Limits.MAX_TEXT_BYTES;
  }

  /** What must be said about it; empty while there is plenty of room. */
  public static Optional<String> warning(String text) {
    if (text.length() < TOLD_FROM_BYTES / 3) {
      return Optional.empty();
    }
    int bytes = bytes(text.strip());
    if (bytes > Limits.MAX_TEXT_BYTES) {
      return Optional.of(
          Texts.of("chat.too-long", bytes - Limits.MAX_TEXT_BYTES, Limits.MAX_TEXT_BYTES / KIB));
    }
    return bytes > TOLD_FROM_BYTES
        ? Optional.of(Texts.of("chat.length", Limits.MAX_TEXT_BYTES - bytes))
        : Optional.empty();
  }
}
