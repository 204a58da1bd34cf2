package keyturn.it;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * TLS to the server and WebSocket frames made by hand (RFC 6455 §5.2), so that they can be wrong.
 */
final class FrameSocket implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  static final int FINAL = 0x80;

  private static final int MASKED = 0x80;
  private static final int LENGTH_FOLLOWS_16 = 126;
  private static final int LENGTH_FOLLOWS_64 = 127;

  /** How the server ended a connection. */
  record End(int closeCode) {
    /** The TCP connection was cut, without a close frame. */
    static final int CUT = -1;
  }

  private final SSLSocket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private FrameSocket(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** TLS only. */
  static FrameSocket connect(ServerUnderTest server) throws IOException {
    return connect(server, 0);
  }

  /**
   * @param receiveBuffer bytes that the system takes for us before the server has to wait; 0 for
   *     the system's choice
   */
  static FrameSocket connect(ServerUnderTest server, int receiveBuffer) throws IOException {
    Socket plain = new Socket();
    if (receiveBuffer > 0) {
      plain.setReceiveBufferSize(receiveBuffer);
    }
    plain.setTcpNoDelay(true);
    plain.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.chat().getPort()), 20_000);
    SSLSocket socket =
        (SSLSocket)
            server
                .tls()
                .getSocketFactory()
                .createSocket(plain, "localhost", server.chat().getPort(), true);
    socket.setSoTimeout((int) Inbox.PATIENCE.toMillis());
    socket.startHandshake();
    return new FrameSocket(socket);
  }

  /** A WebSocket as a client of ours opens it. */
  static FrameSocket open(ServerUnderTest server) throws IOException {
    FrameSocket opened = connect(server);
    int status = opened.upgrade(server, "Sec-WebSocket-Protocol: keyturn.1");
    if (status != 101) {
      opened.close();
      throw new IOException("upgrade answered with " + status);
    }
    return opened;
  }

  /** Asks for a WebSocket with these headers besides the necessary ones; the HTTP status. */
  int upgrade(ServerUnderTest server, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder("GET " + server.chat().getPath() + " HTTP/1.1\r\n")
            .append("Host: localhost:" + server.chat().getPort() + "\r\n")
            .append("Upgrade: websocket\r\nConnection: Upgrade\r\n")
            .append("Sec-WebSocket-Version: 13\r\n")
            .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    String status = line();
    for (String line = line(); !line.isEmpty(); line = line()) {
      // Headers of the answer.
    }
    return Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /**
   * A whole, well-formed frame, in one piece: what comes after the server's end could cost us its
   * last words.
   */
  void frame(int firstByte, byte[] payload) throws IOException {
    frame(firstByte, payload.length, payload);
  }

  /**
   * @param length what the header claims, not what follows
   */
  void frame(int firstByte, long length, byte[] payload) throws IOException {
    byte[] header = headerOf(firstByte, length);
    write(ByteBuffer.allocate(header.length + payload.length).put(header).put(payload).array());
  }

  /**
   * Only a frame's header, with the mask 0, under which a payload stays as it is.
   *
   * @param length what it claims, not what follows
   */
  void header(int firstByte, long length) throws IOException {
    write(headerOf(firstByte, length));
  }

  private static byte[] headerOf(int firstByte, long length) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte);
    if (length >= 0 && length < LENGTH_FOLLOWS_16) {
      header.put((byte) (MASKED | length));
    } else if (length >= 0 && length <= 0xFFFF) {
      header.put((byte) (MASKED | LENGTH_FOLLOWS_16)).putShort((short) length);
    } else {
      header.put((byte) (MASKED | LENGTH_FOLLOWS_64)).putLong(length);
    }
    header.putInt(0).flip();
    byte[] bytes = new byte[header.remaining()];
    header.get(bytes);
    return bytes;
  }

  /** As many of these frames as fit into so many bytes, at least one. */
  static byte[] repeated(int firstByte, byte[] payload, int bytes) {
    byte[] header = headerOf(firstByte, payload.length);
    int count = Math.max(1, bytes / (header.length + payload.length));
    ByteBuffer frames = ByteBuffer.allocate(count * (header.length + payload.length));
    for (int i = 0; i < count; i++) {
      frames.put(header).put(payload);
    }
    return frames.array();
  }

  /** Reads until the server has ended the connection. */
  End awaitEnd() throws IOException {
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0F;
        byte[] payload = payload();
        if (opcode == CLOSE) {
          return new End(payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF);
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection", e);
    } catch (IOException e) {
      return new End(End.CUT);
    }
  }

  /** The next binary message. */
  byte[] read() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0F;
      byte[] payload = payload();
      if (opcode == BINARY) {
        return payload;
      }
      if (opcode == CLOSE) {
        throw new EOFException("closed by the server");
      }
    }
  }

  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte();
    if (length == LENGTH_FOLLOWS_16) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_FOLLOWS_64) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return payload;
  }

  /** Sends a byte now and then until the server has ended the connection. */
  End dribble(byte[] bytes, Duration every) throws IOException {
    Thread dribbler =
        new Thread(
            () -> {
              try {
                for (byte one : bytes) {
                  write(new byte[] {one});
                  Thread.sleep(every.toMillis());
                }
              } catch (IOException e) {
                // The server has ended it.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "dribbler");
    dribbler.setDaemon(true);
    dribbler.start();
    try {
      return awaitEnd();
    } finally {
      dribbler.interrupt();
    }
  }

  static void closeAll(List<FrameSocket> sockets) throws IOException {
    for (FrameSocket one : sockets) {
      one.close();
    }
  }

  InputStream input() {
    return in;
  }

  @Override
  public void close() throws IOException {
    // Not in order: the TLS farewell could wait for a server that does not read.
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
