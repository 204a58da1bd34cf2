package keyturn.load.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS over a socket that does not block. What is left of a read is kept, else nothing. */
final class TlsWire {
  private static final byte[] NONE = {};

  private final SSLEngine engine;
  private final SharedBuffers shared;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private byte[] undecrypted = NONE;

  TlsWire(SSLEngine engine, SharedBuffers shared) {
    this.engine = engine;
    this.shared = shared;
  }

  boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  boolean isOpen() {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  void begin(SocketChannel channel) throws IOException {
    engine.beginHandshake();
    write(channel, ByteBuffer.allocate(0));
  }

  /**
   * Reads what there is.
   *
   * @return decrypted bytes, ready to be taken before the next call of any connection
   */
  ByteBuffer read(SocketChannel channel) throws IOException {
    ByteBuffer in = shared.netIn.clear();
    in.put(undecrypted);
    undecrypted = NONE;
    int count = channel.read(in);
    in.flip();
    ByteBuffer plain = shared.appIn.clear();
    decrypt(channel, in, plain);
    if (in.hasRemaining()) {
      undecrypted = new byte[in.remaining()];
      in.get(undecrypted);
    }
    if (count < 0) {
      throw new EOFException();
    }
    return plain.flip();
  }

  private void decrypt(SocketChannel channel, ByteBuffer in, ByteBuffer plain) throws IOException {
    while (true) {
      SSLEngineResult result = engine.unwrap(in, plain);
      switch (result.getStatus()) {
        case BUFFER_UNDERFLOW, CLOSED -> {
          return;
        }
        case BUFFER_OVERFLOW -> throw new IOException("a TLS record is larger than the buffer");
        case OK -> {}
      }
      runTasks();
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        write(channel, ByteBuffer.allocate(0));
      }
      if (!in.hasRemaining() && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP_AGAIN) {
        return;
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /** Encrypts all of {@code plain} and sends what the socket takes. */
  void write(SocketChannel channel, ByteBuffer plain) throws IOException {
    ByteBuffer out = shared.netOut.clear();
    do {
      SSLEngineResult result = engine.wrap(plain, out);
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new EOFException();
      }
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
        send(channel, out.flip());
        out.clear();
      }
      runTasks();
    } while (plain.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
    send(channel, out.flip());
  }

  private void send(SocketChannel channel, ByteBuffer encrypted) throws IOException {
    if (unsent.isEmpty()) {
      channel.write(encrypted);
    }
    if (encrypted.hasRemaining()) {
      unsent.add(ByteBuffer.allocate(encrypted.remaining()).put(encrypted).flip());
    }
  }

  /** Goes on with what the socket did not take. */
  void flush(SocketChannel channel) throws IOException {
    while (!unsent.isEmpty()) {
      channel.write(unsent.element());
      if (unsent.element().hasRemaining()) {
        return;
      }
      unsent.remove();
    }
  }
}
