package keyturn.client.link;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import keyturn.client.CertificateFacts;
import keyturn.client.LinkLoss;
import keyturn.protocol.tunnel.TunnelLimits;
import org.jspecify.annotations.Nullable;

/** One WebSocket: joins the parts of a message up to the largest record, refuses text. */
final class WebSocketTransport implements Transport {
  private static final int UNACCEPTABLE = 1003;
  private static final int TOO_BIG = 1009;
  private static final long CLOSE_SECONDS = 1;

  private final Receiver receiver;
  private final OuterTls tls;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private volatile @Nullable WebSocket socket;

  WebSocketTransport(Receiver receiver, OuterTls tls) {
    this.receiver = receiver;
    this.tls = tls;
  }

  WebSocket.Listener listener() {
    return new Listener();
  }

  void neverOpened(LinkLoss cause) {
    end(new TransportEnd.Failed(cause));
  }

  @Override
  public CompletableFuture<?> send(byte[] message) {
    WebSocket open = socket;
    return open == null
        ? CompletableFuture.failedFuture(new IllegalStateException("not open"))
        : open.sendBinary(ByteBuffer.wrap(message), true);
  }

  @Override
  public void ping() {
    WebSocket open = socket;
    if (open != null) {
      // A failure shows as a missing pong.
      CompletableFuture<WebSocket> unused = open.sendPing(ByteBuffer.allocate(0));
    }
  }

  @Override
  public void close(int code) {
    WebSocket open = socket;
    if (open != null) {
      // abort() after it: a peer that does not answer the close must not keep the connection.
      CompletableFuture<?> unused =
          open.sendClose(code, "")
              .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
              .whenComplete((done, failure) -> open.abort());
    }
    end(new TransportEnd.Closed(code));
  }

  @Override
  public Optional<CertificateFacts> certificate() {
    return tls.facts();
  }

  private void end(TransportEnd end) {
    if (ended.compareAndSet(false, true)) {
      receiver.onEnd(end);
    }
  }

  /** What the JDK calls, one call after the other. */
  private final class Listener implements WebSocket.Listener {
    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      if (ended.get()) {
        opened.abort();
        return;
      }
      receiver.onOpen(WebSocketTransport.this);
      opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      if (parts.size() + part.remaining() > TunnelLimits.MAX_RECORD_BYTES) {
        close(TOO_BIG);
        return null;
      }
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      parts.writeBytes(bytes);
      if (last) {
        byte[] message = parts.toByteArray();
        parts.reset();
        receiver.onMessage(message);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      close(UNACCEPTABLE);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      receiver.onPong();
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end(new TransportEnd.Closed(code));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      end(new TransportEnd.Failed(LinkLoss.BROKE));
    }
  }
}
