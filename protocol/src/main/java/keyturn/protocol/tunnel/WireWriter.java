package keyturn.protocol.tunnel;

import java.io.ByteArrayOutputStream;
import java.util.List;
import keyturn.crypto.Bytes;

/** Writes big-endian fields. */
final class WireWriter {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  WireWriter u8(int value) {
    return number(value, 1);
  }

  WireWriter u16(int value) {
    return number(value, 2);
  }

  WireWriter u24(int value) {
    return number(value, 3);
  }

  WireWriter bytes(Bytes value) {
    output.writeBytes(value.toArray());
    return this;
  }

  WireWriter bytes(byte[] value) {
    output.writeBytes(value);
    return this;
  }

  /** n u8 || n * u16. */
  WireWriter codes(List<Integer> codes) {
    u8(codes.size());
    codes.forEach(this::u16);
    return this;
  }

  byte[] toArray() {
    return output.toByteArray();
  }

  /** What was written as the body of a handshake message: type u8 || length u24 || body. */
  byte[] toMessage(MessageType type) {
    return new WireWriter().u8(type.code()).u24(output.size()).bytes(toArray()).toArray();
  }

  private WireWriter number(int value, int width) {
    if (value < 0 || (value >>> (8 * width)) != 0) {
      throw new IllegalArgumentException(value + " does not fit " + width + " bytes");
    }
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      output.write(value >>> shift);
    }
    return this;
  }
}
