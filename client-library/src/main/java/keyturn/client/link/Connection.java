package keyturn.client.link;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.CertificateFacts;
import keyturn.client.LinkLoss;
import keyturn.client.TraceSink;
import keyturn.client.link.ClientLoop.Scheduled;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.NoCommonSuiteException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnsupportedVersionException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientHandshake;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.HandshakeStep;
import keyturn.protocol.tunnel.IdentityTrust;
import keyturn.protocol.tunnel.Tunnel;
import keyturn.protocol.tunnel.UntrustedServerException;

/**
 * One try: WebSocket, tunnel handshake, records, heartbeat. It ends once and tells its owner how.
 * On the client loop, except the {@link Transport.Receiver} methods.
 */
final class Connection implements Transport.Receiver {
  private static final Duration OPEN_DEADLINE = Duration.ofSeconds(15);
  private static final Duration PING_EVERY = Duration.ofSeconds(20);
  private static final Duration PONG_WITHIN = Duration.ofSeconds(10);
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  /** Who made the connection. */
  interface Owner {
    void onTunnel(Connection connection, Tunnel tunnel);

    void onMessage(Connection connection, ServerMessage message);

    /** There is room again for {@link Connection#send}. */
    void onRoom(Connection connection);

    void onEnd(Connection connection, ConnectionEnd end);
  }

  private final ClientLoop loop;
  private final Owner owner;
  private final Optional<TraceSink> trace;
  private final ClientHandshake handshake;
  private Optional<Transport> transport = Optional.empty();
  private Optional<Outbound> outbound = Optional.empty();
  private Optional<Tunnel> tunnel = Optional.empty();
  private Scheduled timer = () -> {};
  private boolean ended;
  private boolean pongDue;

  Connection(
      ClientLoop loop,
      ClientPolicy policy,
      IdentityTrust trust,
      SecureRandom random,
      Optional<TraceSink> trace,
      Owner owner) {
    this.loop = loop;
    this.trace = trace;
    this.owner = owner;
    this.handshake = ClientHandshake.start(policy, trust, random);
  }

  void start(Transport.Connector connector) {
    timer = loop.schedule(OPEN_DEADLINE, () -> end(new ConnectionEnd.Lost(LinkLoss.NO_ANSWER)));
    connector.connect(this);
  }

  /** Queues a message; after the end it is dropped. */
  void send(ClientMessage message) {
    if (ended) {
      return;
    }
    trace.ifPresent(sink -> sink.line("> " + message));
    outbound.ifPresent(out -> out.message(MessageCodec.encode(message)));
  }

  boolean hasRoom() {
    return outbound.filter(Outbound::hasRoom).isPresent();
  }

  Optional<CertificateFacts> certificate() {
    return transport.flatMap(Transport::certificate);
  }

  /** Ends it from this side, without a word to the owner. */
  void close() {
    if (!ended) {
      over(NORMAL);
    }
  }

  /** Says a ping now, after the machine slept: whether the peer is still there shows soon. */
  void checkAlive() {
    if (!ended && tunnel.isPresent() && !pongDue) {
      timer.cancel();
      ping();
    }
  }

  @Override
  public void onOpen(Transport opened) {
    loop.execute(() -> opened(opened));
  }

  @Override
  public void onMessage(byte[] message) {
    loop.execute(() -> received(message));
  }

  @Override
  public void onPong() {
    loop.execute(this::ponged);
  }

  @Override
  public void onEnd(TransportEnd end) {
    loop.execute(() -> end(new ConnectionEnd.OfTransport(end)));
  }

  private void opened(Transport opened) {
    if (ended) {
      opened.close(GOING_AWAY);
      return;
    }
    transport = Optional.of(opened);
    Outbound out =
        new Outbound(
            loop,
            opened,
            () -> {
              if (!ended && tunnel.isPresent()) {
                owner.onRoom(this);
              }
            },
            (from, failure) -> end(new ConnectionEnd.Lost(LinkLoss.BROKE)));
    outbound = Optional.of(out);
    out.raw(List.of(Bytes.of(handshake.hello())));
  }

  private void received(byte[] message) {
    if (ended) {
      return;
    }
    try {
      if (tunnel.isPresent()) {
        for (byte[] encoded : tunnel.get().open(message)) {
          deliver(MessageCodec.decodeServer(encoded));
        }
        outbound.ifPresent(Outbound::pump);
      } else {
        shake(handshake.onMessage(message));
      }
    } catch (UntrustedServerException e) {
      end(new ConnectionEnd.Untrusted(e.identity(), certificate()));
    } catch (NoCommonSuiteException | UnsupportedVersionException e) {
      end(new ConnectionEnd.Incompatible(String.valueOf(e.getMessage())));
    } catch (AuthenticationFailedException | ProtocolException e) {
      end(new ConnectionEnd.Broken(String.valueOf(e.getMessage())));
    }
  }

  private void deliver(ServerMessage message) {
    if (!ended) {
      trace.ifPresent(sink -> sink.line("< " + message));
      owner.onMessage(this, message);
    }
  }

  private void shake(HandshakeStep step) {
    outbound.ifPresent(out -> out.raw(step.toSend()));
    if (step.established().isPresent()) {
      Tunnel opened = step.established().get();
      tunnel = Optional.of(opened);
      outbound.ifPresent(out -> out.established(opened));
      timer.cancel();
      timer = loop.schedule(PING_EVERY, this::ping);
      owner.onTunnel(this, opened);
    }
  }

  private void ping() {
    if (tunnel.filter(open -> open.refreshOverdue(loop.nanoTime())).isPresent()) {
      end(new ConnectionEnd.Lost(LinkLoss.NOT_REFRESHED));
      return;
    }
    pongDue = true;
    transport.ifPresent(Transport::ping);
    timer = loop.schedule(PONG_WITHIN, () -> end(new ConnectionEnd.Lost(LinkLoss.WENT_SILENT)));
  }

  private void ponged() {
    if (pongDue && !ended) {
      pongDue = false;
      timer.cancel();
      timer = loop.schedule(PING_EVERY, this::ping);
    }
  }

  private void end(ConnectionEnd end) {
    if (!ended) {
      over(GOING_AWAY);
      owner.onEnd(this, end);
    }
  }

  private void over(int code) {
    ended = true;
    timer.cancel();
    handshake.close();
    tunnel.ifPresent(Tunnel::close);
    transport.ifPresent(open -> open.close(code));
  }
}
