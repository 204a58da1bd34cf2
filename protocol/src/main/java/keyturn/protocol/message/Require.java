package keyturn.protocol.message;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;

/** What the components of messages have in common; a failure names the field, never its content. */
final class Require {
  private Require() {}

  static void positive(String field, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + ": expected 1 or more, got " + value);
    }
  }

  static void notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + ": expected 0 or more, got " + value);
    }
  }

  /** Nobody has read what has not reached the device. */
  static void readWithinDelivered(long delivered, long read) {
    notNegative("delivered", delivered);
    notNegative("read", read);
    if (read > delivered) {
      throw new IllegalArgumentException(
          "read: expected at most delivered " + delivered + ", got " + read);
    }
  }

  static void name(String field, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(field + ": expected 1 byte or more, got 0");
    }
    text(field, value, Limits.MAX_NAME_BYTES);
  }

  static void text(String field, String value, int maxBytes) {
    int bytes = utf8Bytes(field, value);
    if (bytes > maxBytes) {
      throw new IllegalArgumentException(
          field + ": expected at most " + maxBytes + " bytes of UTF-8, got " + bytes);
    }
  }

  static void sealed(Bytes value) {
    if (value.isEmpty() || value.length() > Limits.MAX_SEALED_BYTES) {
      throw new IllegalArgumentException(
          "sealed: expected 1 to " + Limits.MAX_SEALED_BYTES + " bytes, got " + value.length());
    }
  }

  static void conversationSuite(CipherSuite suite) {
    if (suite == CipherSuite.CHACHA20_POLY1305) {
      throw new IllegalArgumentException(
          "suite: expected one for conversations, got " + suite.name());
    }
  }

  static <T> List<T> list(String field, List<T> value, int min, int max) {
    if (value.size() < min || value.size() > max) {
      throw new IllegalArgumentException(
          field + ": expected " + min + " to " + max + " entries, got " + value.size());
    }
    return List.copyOf(value);
  }

  private static int utf8Bytes(String field, String value) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(field + ": expected Unicode text, got a lone surrogate");
    }
  }
}
