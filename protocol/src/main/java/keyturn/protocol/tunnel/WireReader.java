package keyturn.protocol.tunnel;

import java.util.ArrayList;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;

/** Reads big-endian fields; lengths are checked before anything is copied. */
final class WireReader {
  private final String what;
  private final byte[] input;
  private int at;

  WireReader(String what, byte[] input) {
    this.what = what;
    this.input = input;
  }

  /** Of one handshake message: type u8 || length u24 || body, and nothing behind it. */
  static WireReader ofMessage(MessageType type, byte[] message) throws MalformedMessageException {
    WireReader reader = new WireReader(type.name(), message);
    int code = reader.u8("type");
    if (code != type.code()) {
      throw reader.malformed("type", "expected " + type.code() + ", was " + code);
    }
    int length = reader.u24("length");
    if (length != reader.remaining()) {
      throw reader.malformed("length", length + ", but " + reader.remaining() + " bytes follow");
    }
    return reader;
  }

  int u8(String field) throws MalformedMessageException {
    return number(field, 1);
  }

  int u16(String field) throws MalformedMessageException {
    return number(field, 2);
  }

  int u24(String field) throws MalformedMessageException {
    return number(field, 3);
  }

  Bytes bytes(String field, int length) throws MalformedMessageException {
    if (length > remaining()) {
      throw malformed(field, length + " bytes, but " + remaining() + " follow");
    }
    byte[] value = new byte[length];
    System.arraycopy(input, at, value, 0, length);
    at += length;
    return Bytes.of(value);
  }

  /** As {@link #bytes}, for a length that the peer chose. */
  Bytes bytes(String field, int length, int min, int max) throws MalformedMessageException {
    if (length < min || length > max) {
      throw malformed(field, length + " bytes, must be " + min + " to " + max);
    }
    return bytes(field, length);
  }

  /** Distinct codes: n u8 || n * u16, n from 1 to {@code max}. */
  List<Integer> codes(String field, int max) throws MalformedMessageException {
    int count = u8(field);
    if (count == 0 || count > max) {
      throw malformed(field, count + " entries, must be 1 to " + max);
    }
    List<Integer> codes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int code = u16(field);
      if (codes.contains(code)) {
        throw malformed(field, "names " + code + " twice");
      }
      codes.add(code);
    }
    return List.copyOf(codes);
  }

  int remaining() {
    return input.length - at;
  }

  void end() throws MalformedMessageException {
    if (remaining() != 0) {
      throw malformed("end", remaining() + " bytes too many");
    }
  }

  MalformedMessageException malformed(String field, String problem) {
    return new MalformedMessageException(what + " " + field + ": " + problem);
  }

  private int number(String field, int width) throws MalformedMessageException {
    if (width > remaining()) {
      throw malformed(field, "missing");
    }
    int value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | Byte.toUnsignedInt(input[at++]);
    }
    return value;
  }
}
