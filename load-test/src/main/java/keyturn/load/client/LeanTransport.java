package keyturn.load.client;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.CertificateFacts;
import keyturn.client.LinkLoss;
import keyturn.client.link.Transport;
import keyturn.client.link.TransportEnd;
import org.jspecify.annotations.Nullable;

/** One WebSocket (RFC 6455, the client's side) on the thread of a {@link LoadLoop}. */
final class LeanTransport implements Transport, LoadLoop.Ready {
  private static final int NORMAL_CLOSE_BYTES = 2;

  private final LoadLoop loop;
  private final SocketChannel channel;
  private final TlsWire wire;
  private final URI uri;
  private final Receiver receiver;
  private final WebSocketFrames frames = new WebSocketFrames();
  private @Nullable SelectionKey key;
  private @Nullable CompletableFuture<Void> sending;
  private boolean asked;
  private boolean open;
  private boolean ended;

  LeanTransport(LoadLoop loop, SocketChannel channel, TlsWire wire, URI uri, Receiver receiver) {
    this.loop = loop;
    this.channel = channel;
    this.wire = wire;
    this.uri = uri;
    this.receiver = receiver;
  }

  @Override
  public void ready(SelectionKey ready) {
    if (ended) {
      return;
    }
    key = ready;
    try {
      if (ready.isConnectable()) {
        channel.finishConnect();
        wire.begin(channel);
      } else {
        if (ready.isWritable()) {
          wire.flush(channel);
        }
        if (ready.isReadable()) {
          received(wire.read(channel));
        }
      }
      if (!asked && wire.isOpen()) {
        asked = true;
        wire.write(channel, ByteBuffer.wrap(upgrade()));
      }
      settle();
    } catch (IOException e) {
      end(new TransportEnd.Failed(LinkLoss.BROKE));
    }
  }

  private byte[] upgrade() {
    return """
    GET %s HTTP/1.1\r
    Host: %s:%d\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Key: a2V5dHVybiBsb2FkIHRlc3Q=\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Protocol: %s\r
    \r
    """
        .formatted(uri.getPath(), uri.getHost(), uri.getPort(), LeanConnector.SUBPROTOCOL)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void received(ByteBuffer plain) throws IOException {
    frames.add(plain);
    if (!open && asked) {
      Optional<String> answer = frames.headers();
      if (answer.isEmpty()) {
        return;
      }
      if (!answer.get().startsWith("HTTP/1.1 101")) {
        end(new TransportEnd.Failed(LinkLoss.TURNED_AWAY));
        return;
      }
      open = true;
      receiver.onOpen(this);
    }
    for (var frame = frames.next(); frame.isPresent() && !ended; frame = frames.next()) {
      take(frame.get());
    }
  }

  private void take(WebSocketFrames.Frame frame) throws IOException {
    switch (frame.kind()) {
      case BINARY -> {
        loop.countFrame();
        receiver.onMessage(frame.payload());
      }
      case PING -> wire.write(channel, frames.masked(WebSocketFrames.Kind.PONG, frame.payload()));
      case PONG -> receiver.onPong();
      case CLOSE -> {
        ByteBuffer code = ByteBuffer.wrap(frame.payload());
        end(new TransportEnd.Closed(code.remaining() < NORMAL_CLOSE_BYTES ? 1005 : code.getChar()));
      }
    }
  }

  @Override
  public CompletableFuture<?> send(byte[] message) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (ended) {
      done.completeExceptionally(new IOException("closed"));
      return done;
    }
    try {
      wire.write(channel, frames.masked(WebSocketFrames.Kind.BINARY, message));
      loop.countFrame();
      sending = done;
      settle();
    } catch (IOException e) {
      end(new TransportEnd.Failed(LinkLoss.BROKE));
    }
    return done;
  }

  /** Asks for the socket's room only where something waits for it. */
  private void settle() {
    if (ended || key == null) {
      return;
    }
    boolean waits = wire.hasUnsent();
    int wanted = waits ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
    CompletableFuture<Void> sent = sending;
    if (!waits && sent != null) {
      sending = null;
      sent.complete(null);
    }
  }

  @Override
  public void ping() {
    control(WebSocketFrames.Kind.PING, new byte[0]);
  }

  @Override
  public void close(int code) {
    control(WebSocketFrames.Kind.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    end(new TransportEnd.Closed(code));
  }

  private void control(WebSocketFrames.Kind kind, byte[] payload) {
    if (open && !ended) {
      try {
        wire.write(channel, frames.masked(kind, payload));
        settle();
      } catch (IOException e) {
        end(new TransportEnd.Failed(LinkLoss.BROKE));
      }
    }
  }

  @Override
  public Optional<CertificateFacts> certificate() {
    return Optional.empty();
  }

  private void end(TransportEnd how) {
    if (ended) {
      return;
    }
    ended = true;
    try {
      channel.close();
    } catch (IOException e) {
      // Gone is what was asked for.
      ended = true;
    }
    CompletableFuture<Void> unsent = sending;
    if (unsent != null) {
      unsent.completeExceptionally(new IOException("closed"));
    }
    receiver.onEnd(how);
  }
}
