package keyturn.load.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Frames of RFC 6455 §5.2: a server's taken apart, a client's put together. */
final class WebSocketFrames {
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_FRAME_BYTES = 1 << 20;
  private static final byte[] NONE = {};

  enum Kind {
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** A whole message, or a control frame. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Frame(Kind kind, byte[] payload) {}

  private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
  private byte[] rest = NONE;
  private ByteBuffer in = ByteBuffer.wrap(NONE);

  /** More bytes came; {@link #next} takes them before the next ones are added. */
  void add(ByteBuffer plain) {
    if (!in.hasRemaining() && rest.length == 0) {
      in = plain;
      return;
    }
    byte[] before = remaining();
    in = ByteBuffer.allocate(before.length + plain.remaining()).put(before).put(plain).flip();
  }

  private byte[] remaining() {
    byte[] before = rest;
    rest = NONE;
    if (before.length > 0) {
      return before;
    }
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }

  /** The head of the HTTP answer, once it is all there. */
  Optional<String> headers() {
    byte[] bytes = remaining();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      rest = bytes;
      in = ByteBuffer.wrap(NONE);
      return Optional.empty();
    }
    in = ByteBuffer.wrap(bytes, end + 4, bytes.length - end - 4);
    return Optional.of(text.substring(0, end));
  }

  /** The next whole frame; what is left of one is kept for the next {@link #add}. */
  Optional<Frame> next() throws IOException {
    while (true) {
      int start = in.position();
      Optional<Frame> part = readPart();
      if (part.isEmpty()) {
        in.position(start);
        // The buffer is another connection's next.
        rest = NONE;
        rest = remaining();
        in = ByteBuffer.wrap(NONE);
        return Optional.empty();
      }
      boolean last = (in.get(start) & FIN) != 0;
      if (part.get().kind() != Kind.BINARY || (last && parts.size() == 0)) {
        return part;
      }
      parts.writeBytes(part.get().payload());
      if (last) {
        byte[] whole = parts.toByteArray();
        parts.reset();
        return Optional.of(new Frame(Kind.BINARY, whole));
      }
    }
  }

  private Optional<Frame> readPart() throws IOException {
    if (in.remaining() < 2) {
      return Optional.empty();
    }
    int opcode = in.get() & 0x0f;
    long length = in.get() & 0x7f;
    int more = length == LENGTH_16 ? Short.BYTES : length == LENGTH_64 ? Long.BYTES : 0;
    if (in.remaining() < more) {
      return Optional.empty();
    }
    if (more > 0) {
      length = more == Short.BYTES ? in.getChar() : in.getLong();
    }
    if (length < 0 || length > MAX_FRAME_BYTES) {
      throw new IOException("a frame of " + length + " bytes");
    }
    if (in.remaining() < length) {
      return Optional.empty();
    }
    byte[] payload = new byte[(int) length];
    in.get(payload);
    return Optional.of(new Frame(kind(opcode), payload));
  }

  private static Kind kind(int opcode) throws IOException {
    if (opcode == 0) {
      return Kind.BINARY;
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.code == opcode)
        .findFirst()
        .orElseThrow(() -> new IOException("opcode " + opcode));
  }

  /** A client's frame, masked as RFC 6455 §5.3 demands. */
  ByteBuffer masked(Kind kind, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (FIN | kind.code));
    if (payload.length < LENGTH_16) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= 0xffff) {
      frame.put((byte) (MASKED | LENGTH_16)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | LENGTH_64)).putLong(payload.length);
    }
    int mask = ThreadLocalRandom.current().nextInt();
    frame.putInt(mask);
    byte[] keys = {(byte) (mask >> 24), (byte) (mask >> 16), (byte) (mask >> 8), (byte) mask};
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ keys[i & 3]));
    }
    return frame.flip();
  }
}
