package keyturn.client.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One WebSocket connection on a plain socket, frame by frame (RFC 6455), for frames no API sends.
 */
final class RawWebSocketServer implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** A frame of the client. */
  record Frame(int opcode, ByteBuffer payload) {}

  final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
  private final ServerSocket listener;
  private final String answer;
  private final CompletableFuture<Socket> accepted = new CompletableFuture<>();

  /**
   * @param answer status line and headers without {@code Sec-WebSocket-Accept}
   */
  RawWebSocketServer(String answer) throws IOException {
    this.answer = answer;
    this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "raw-websocket");
    thread.setDaemon(true);
    thread.start();
  }

  static RawWebSocketServer speakingKeyturn() throws IOException {
    return new RawWebSocketServer(
        """
        HTTP/1.1 101 Switching Protocols
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Protocol: keyturn.1
        """);
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/keyturn/chat");
  }

  boolean wasAsked() {
    return accepted.isDone();
  }

  private void serve() {
    try (Socket socket = listener.accept()) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      String key = readKey(in);
      String head = answer.replace("\n", "\r\n") + "Sec-WebSocket-Accept: " + accept(key);
      write(socket, (head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      accepted.complete(socket);
      while (true) {
        received.add(readFrame(in));
      }
    } catch (IOException e) {
      // The connection is over; the test looks at what came before.
      accepted.completeExceptionally(e);
      received.add(new Frame(-1, ByteBuffer.allocate(0)));
    }
  }

  private static String readKey(DataInputStream in) throws IOException {
    String key = "";
    while (true) {
      StringBuilder line = new StringBuilder();
      for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
        line.append((char) next);
      }
      String header = line.toString().strip();
      if (header.isEmpty()) {
        return key;
      }
      if (header.startsWith("Sec-WebSocket-Key:")) {
        key = header.substring("Sec-WebSocket-Key:".length()).strip();
      }
    }
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-1 in this JDK", e);
    }
  }

  private static Frame readFrame(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(opcode, ByteBuffer.wrap(payload));
  }

  void send(int opcode, boolean last, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(10 + payload.length);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    write(accepted.join(), bytes);
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The network breaks. */
  void cut() throws IOException {
    accepted.join().close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    if (accepted.isDone() && !accepted.isCompletedExceptionally()) {
      accepted.join().close();
    }
  }
}
