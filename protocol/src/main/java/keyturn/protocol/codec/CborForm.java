package keyturn.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.message.Limits;

/**
 * Walks a CBOR item before anything is read from it, and lets through only the form of
 * docs/spec/messages.md#encoding: one way to write each value, every claimed length within what is
 * really there. A lenient parser behind it has nothing left to be lenient about.
 */
final class CborForm {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;

  private static final int FALSE = 20;
  private static final int NULL = 22;

  private final byte[] frame;
  private int at;

  private CborForm(byte[] frame) {
    this.frame = frame;
  }

  /**
   * @throws MalformedMessageException if {@code frame} is not exactly one item of that form, or
   *     longer than {@code maxBytes}
   */
  static void check(byte[] frame, int maxBytes) throws MalformedMessageException {
    if (frame.length > maxBytes) {
      throw new MalformedMessageException(
          "message: expected at most " + maxBytes + " bytes, got " + frame.length);
    }
    CborForm form = new CborForm(frame);
    form.item(1);
    if (form.at != frame.length) {
      throw new MalformedMessageException(
          "message: expected its end at byte " + form.at + ", got " + form.left() + " bytes more");
    }
  }

  private void item(int depth) throws MalformedMessageException {
    int head = next();
    int info = head & 0x1f;
    switch (head >> 5) {
      case UNSIGNED -> argument(info);
      case NEGATIVE -> throw expected("an integer from 0", "a negative one");
      case BYTES -> skip(length(argument(info)));
      case TEXT -> text(length(argument(info)));
      case ARRAY -> array(entries(argument(info), 1), depth);
      case MAP -> map(entries(argument(info), 2), depth);
      case TAG -> throw expected("no tag", "one");
      default -> simple(info);
    }
  }

  private void array(int entries, int depth) throws MalformedMessageException {
    enter(depth);
    for (int i = 0; i < entries; i++) {
      item(depth + 1);
    }
  }

  private void map(int entries, int depth) throws MalformedMessageException {
    enter(depth);
    long last = -1;
    for (int i = 0; i < entries; i++) {
      int head = next();
      if (head >> 5 != UNSIGNED) {
        throw expected("an integer key", "another");
      }
      long key = argument(head & 0x1f);
      if (key <= last) {
        throw expected("a key above " + last, Long.toString(key));
      }
      last = key;
      item(depth + 1);
    }
  }

  private static void enter(int depth) throws MalformedMessageException {
    if (depth > Limits.MAX_DEPTH) {
      throw new MalformedMessageException(
          "message: expected depth of at most " + Limits.MAX_DEPTH + ", got more");
    }
  }

  private void simple(int info) throws MalformedMessageException {
    if (info < FALSE || info > NULL) {
      throw expected("false, true or null", "simple value or float " + info);
    }
  }

  private void text(int length) throws MalformedMessageException {
    int start = at;
    skip(length);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame, start, length));
    } catch (CharacterCodingException e) {
      throw expected("valid UTF-8", "other bytes");
    }
  }

  /** The argument of RFC 8949 §3 in its shortest form only (§4.2.1). */
  private long argument(int info) throws MalformedMessageException {
    return switch (info) {
      case 24 -> shortest(number(1), 24);
      case 25 -> shortest(number(2), 1L << 8);
      case 26 -> shortest(number(4), 1L << 16);
      case 27 -> shortest(number(8), 1L << 32);
      default -> {
        if (info > 27) {
          throw expected("a definite length", "additional information " + info);
        }
        yield info;
      }
    };
  }

  private long shortest(long value, long least) throws MalformedMessageException {
    if (value < 0) {
      throw expected("an integer below 2^63", "one above");
    }
    if (value < least) {
      throw expected("the shortest form of an integer", "a longer one");
    }
    return value;
  }

  private long number(int bytes) throws MalformedMessageException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | next();
    }
    return value;
  }

  private int entries(long claimed, int itemsEach) throws MalformedMessageException {
    if (claimed > Limits.MAX_LIST || claimed * itemsEach > left()) {
      throw expected("at most " + Math.min(Limits.MAX_LIST, left()) + " entries", claimed + "");
    }
    return (int) claimed;
  }

  private int length(long claimed) throws MalformedMessageException {
    if (claimed > left()) {
      throw expected(claimed + " bytes", left() + " left");
    }
    return (int) claimed;
  }

  private int next() throws MalformedMessageException {
    if (at == frame.length) {
      throw expected("another byte", "the end");
    }
    return Byte.toUnsignedInt(frame[at++]);
  }

  private void skip(int bytes) {
    at += bytes;
  }

  private int left() {
    return frame.length - at;
  }

  private MalformedMessageException expected(String expected, String actual) {
    return new MalformedMessageException(
        "message, byte " + at + ": expected " + expected + ", got " + actual);
  }
}
