package keyturn.load.raw;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** TLS to the server and WebSocket frames made by hand (RFC 6455 §5.2). One thread. */
public final class RawSocket implements Closeable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int FINAL_BINARY = 0x82;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int MASKED = 0x80;
  private static final int LENGTH_FOLLOWS_16 = 126;
  private static final int LENGTH_FOLLOWS_64 = 127;

  private final RawServer server;
  private final SSLSocket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawSocket(RawServer server, SSLSocket socket) throws IOException {
    this.server = server;
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** TCP only. */
  public static Socket plain(RawServer server, InetAddress from) throws IOException {
    Socket plain = new Socket();
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(PATIENCE_MILLIS);
    try {
      plain.bind(new InetSocketAddress(from, 0));
      plain.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.chat().getPort()),
          PATIENCE_MILLIS);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
    return plain;
  }

  /** TCP and TLS. */
  public static RawSocket connect(RawServer server, InetAddress from) throws IOException {
    Socket plain = plain(server, from);
    try {
      SSLSocket socket =
          (SSLSocket) server.tls().createSocket(plain, "localhost", server.chat().getPort(), true);
      socket.startHandshake();
      return new RawSocket(server, socket);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** A WebSocket as a client of ours opens it. */
  public static RawSocket open(RawServer server, InetAddress from) throws IOException {
    RawSocket opened = connect(server, from);
    try {
      int status = opened.upgrade();
      if (status != 101) {
        throw new IOException("upgrade answered with " + status);
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /** Asks for a WebSocket; the HTTP status. */
  public int upgrade() throws IOException {
    write(request());
    String status = line();
    for (String line = line(); !line.isEmpty(); line = line()) {
      // Headers of the answer.
    }
    return Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  /** What {@link #upgrade} sends. */
  public byte[] request() {
    return """
        GET %s HTTP/1.1\r
        Host: localhost:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: keyturn.1\r
        \r
        """
        .formatted(server.chat().getPath(), server.chat().getPort())
        .getBytes(StandardCharsets.US_ASCII);
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

  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** A binary message in one frame, with the mask 0, under which it stays as it is. */
  public void send(byte[] message) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(14 + message.length).put((byte) FINAL_BINARY);
    if (message.length < LENGTH_FOLLOWS_16) {
      frame.put((byte) (MASKED | message.length));
    } else if (message.length <= 0xFFFF) {
      frame.put((byte) (MASKED | LENGTH_FOLLOWS_16)).putShort((short) message.length);
    } else {
      frame.put((byte) (MASKED | LENGTH_FOLLOWS_64)).putLong(message.length);
    }
    frame.putInt(0).put(message).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    write(bytes);
  }

  /**
   * The next binary message.
   *
   * @throws EOFException if the server closes
   */
  public byte[] read() throws IOException {
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

  @Override
  public void close() throws IOException {
    // Not in order: the TLS farewell could wait for a server that does not read.
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
