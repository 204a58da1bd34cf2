package keyturn.it;

import java.io.IOException;
import keyturn.crypto.Bytes;

/** Something to send over an open WebSocket; the server must end the connection. */
record Attack(String name, Move move) {
  /** Far more than what the limits let through. */
  private static final int FLOOD_BYTES = 64 << 20;

  private static final int DATA_BYTES = 16_384;

  /** Returns how the server ended it. */
  @FunctionalInterface
  interface Move {
    FrameSocket.End on(FrameSocket socket) throws IOException;
  }

  /** Something that ends with an exception once the server has closed. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  /** One whole, well-formed frame. */
  static Attack frame(String name, int firstByte, byte[] payload) {
    return writing(name, socket -> socket.frame(firstByte, payload));
  }

  static Attack binary(String name, byte[] message) {
    return frame(name, FrameSocket.FINAL | FrameSocket.BINARY, message);
  }

  /** Bytes as they are. */
  static Attack raw(String name, Bytes bytes) {
    return writing(name, socket -> socket.write(bytes.toArray()));
  }

  /** Claims a length and sends some of it. */
  static Attack claim(long length) {
    return writing(
        "claimed length " + length,
        socket -> socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, length, new byte[1024]));
  }

  /** Begins a message and then sends frame upon frame, reading what comes back. */
  static Attack flood(String name, int begin, int next, int size) {
    return new Attack(
        name,
        socket -> {
          byte[] frames = FrameSocket.repeated(next, new byte[size], DATA_BYTES);
          background(
              () -> {
                if (begin != next) {
                  socket.frame(begin, new byte[size]);
                }
                for (int sent = 0; sent < FLOOD_BYTES; sent += frames.length) {
                  socket.write(frames);
                }
              });
          return socket.awaitEnd();
        });
  }

  /** Sends frame upon frame and reads nothing of what comes back until the end. */
  static Attack unread(String name, int frame, int size) {
    byte[] frames = FrameSocket.repeated(frame, new byte[size], DATA_BYTES);
    return writing(
        name,
        socket -> {
          for (int sent = 0; sent < FLOOD_BYTES; sent += frames.length) {
            socket.write(frames);
          }
        });
  }

  private static void background(Writing writing) {
    Thread flood = new Thread(() -> writeUntilEnded(writing), "flood");
    flood.setDaemon(true);
    flood.start();
  }

  /** What is sent before the end is waited for. */
  @FunctionalInterface
  interface Said {
    void to(FrameSocket socket) throws IOException;
  }

  static Attack writing(String name, Said said) {
    return new Attack(
        name,
        socket -> {
          writeUntilEnded(() -> said.to(socket));
          return socket.awaitEnd();
        });
  }

  static void writeUntilEnded(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      // The server did not wait for the rest.
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
