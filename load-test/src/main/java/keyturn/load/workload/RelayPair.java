package keyturn.load.workload;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import keyturn.client.link.ClientLoop;
import keyturn.client.link.Transport;
import keyturn.client.link.TransportEnd;
import keyturn.load.client.LeanConnector;
import org.jspecify.annotations.Nullable;

/** Two WebSockets that the bare relay joins: frames of the same size, and nothing around them. */
final class RelayPair implements Pair {
  private final End a = new End(Side.A);
  private final End b = new End(Side.B);
  private final ClientLoop loop;
  private final CompletableFuture<Pair> ready = new CompletableFuture<>();
  private Hearing hearing = (at, payload) -> {};
  private int open;
  private boolean closed;
  private long accepted;

  private RelayPair(ClientLoop loop) {
    this.loop = loop;
  }

  /** Connects both; complete when both are connected. */
  static CompletableFuture<Pair> start(
      ClientLoop loop, LeanConnector connector, URI relay, String name) {
    RelayPair pair = new RelayPair(loop);
    connector.connectTo(URI.create(relay + "/pair/" + name + "/a"), pair.a);
    connector.connectTo(URI.create(relay + "/pair/" + name + "/b"), pair.b);
    return pair.ready;
  }

  @Override
  public void send(Side from, Payload payload) {
    accepted++;
    (from == Side.A ? a : b).send(payload.text().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void listen(Hearing next) {
    hearing = next;
  }

  @Override
  public long accepted() {
    return accepted;
  }

  @Override
  public void close() {
    closed = true;
    a.close();
    b.close();
  }

  private final class End implements Transport.Receiver {
    private final Side side;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable Transport transport;
    private boolean inFlight;

    End(Side side) {
      this.side = side;
    }

    void send(byte[] frame) {
      waiting.add(frame);
      pump();
    }

    private void pump() {
      Transport opened = transport;
      if (inFlight || opened == null || waiting.isEmpty()) {
        return;
      }
      inFlight = true;
      var unused =
          opened
              .send(waiting.remove())
              .whenComplete(
                  (done, failure) ->
                      loop.execute(
                          () -> {
                            inFlight = false;
                            pump();
                          }));
    }

    void close() {
      Transport opened = transport;
      if (opened != null) {
        opened.close(1000);
      }
    }

    @Override
    public void onOpen(Transport opened) {
      transport = opened;
      open++;
      if (open == 2) {
        ready.complete(RelayPair.this);
      }
    }

    @Override
    public void onMessage(byte[] message) {
      Payload.of(new String(message, StandardCharsets.US_ASCII))
          .ifPresent(payload -> hearing.heard(side, payload));
    }

    @Override
    public void onPong() {}

    @Override
    public void onEnd(TransportEnd end) {
      if (!closed) {
        ready.completeExceptionally(new IllegalStateException("the relay ended: " + end));
      }
    }
  }
}
