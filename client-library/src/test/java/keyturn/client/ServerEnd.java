package keyturn.client;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.link.Transport;
import keyturn.client.link.TransportEnd;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.HandshakeStep;
import keyturn.protocol.tunnel.ServerHandshake;
import keyturn.protocol.tunnel.ServerPolicy;
import keyturn.protocol.tunnel.Tunnel;
import keyturn.protocol.tunnel.TunnelIdentity;

/**
 * The server's end of a connection in the same thread: a real tunnel and codec, and a test that
 * decides what the server says.
 */
public final class ServerEnd implements Transport.Connector {
  private final ServerPolicy policy;
  private final SecureRandom random;
  private final List<Integer> closedByClient = new ArrayList<>();
  private final Deque<ClientMessage> received = new ArrayDeque<>();
  private TunnelIdentity identity;
  private Optional<Wire> wire = Optional.empty();
  private int connects;
  private boolean reachable = true;

  public ServerEnd(TunnelIdentity identity, ServerPolicy policy, SecureRandom random) {
    this.identity = identity;
    this.policy = policy;
    this.random = random;
  }

  public void becomes(TunnelIdentity other) {
    identity = other;
  }

  public void setReachable(boolean now) {
    reachable = now;
  }

  public int connects() {
    return connects;
  }

  public List<Integer> closedByClient() {
    return closedByClient;
  }

  @Override
  public void connect(Transport.Receiver receiver) {
    connects++;
    if (!reachable) {
      receiver.onEnd(new TransportEnd.Failed(LinkLoss.NOT_REACHABLE));
      return;
    }
    Wire opened = new Wire(receiver);
    wire = Optional.of(opened);
    receiver.onOpen(opened);
  }

  public boolean isConnected() {
    return wire.filter(one -> one.tunnel.isPresent()).isPresent();
  }

  /** The next message of the client; fails if there is none. */
  public <T extends ClientMessage> T expect(Class<T> type) {
    ClientMessage next = received.poll();
    if (!type.isInstance(next)) {
      throw new AssertionError("expected " + type.getSimpleName() + ", got " + next);
    }
    return type.cast(next);
  }

  /** Takes only these out, wherever they are among what came. */
  public <T extends ClientMessage> List<T> take(Class<T> type) {
    List<T> taken = received.stream().filter(type::isInstance).map(type::cast).toList();
    received.removeIf(type::isInstance);
    return taken;
  }

  public List<ClientMessage> takeAll() {
    List<ClientMessage> all = List.copyOf(received);
    received.clear();
    return all;
  }

  /** Seals all into records and sends them. */
  public void say(ServerMessage... messages) {
    Wire to = wire.orElseThrow();
    for (ServerMessage message : messages) {
      to.say(MessageCodec.encode(message));
    }
  }

  /** The network breaks. */
  public void drop() {
    end(new TransportEnd.Failed(LinkLoss.BROKE));
  }

  public void close(int code) {
    end(new TransportEnd.Closed(code));
  }

  private void end(TransportEnd end) {
    Wire was = wire.orElseThrow();
    wire = Optional.empty();
    was.receiver.onEnd(end);
  }

  /** From here on pings are not answered. */
  public void goSilent() {
    wire.orElseThrow().silent = true;
  }

  /** One connection. */
  private final class Wire implements Transport {
    final Receiver receiver;
    final ServerHandshake handshake = ServerHandshake.start(policy, identity, random);
    Optional<Tunnel> tunnel = Optional.empty();
    boolean silent;

    Wire(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public CompletableFuture<?> send(byte[] message) {
      try {
        if (tunnel.isPresent()) {
          for (byte[] one : tunnel.get().open(message)) {
            received.add(MessageCodec.decodeClient(one, Limits.MAX_MESSAGE_BYTES));
          }
          control();
        } else {
          HandshakeStep step = handshake.onMessage(message);
          step.toSend().forEach(one -> receiver.onMessage(one.toArray()));
          tunnel = step.established();
        }
      } catch (ProtocolException | AuthenticationFailedException e) {
        alert(e);
      }
      return CompletableFuture.completedFuture(null);
    }

    private void alert(Exception refusal) {
      Optional<Bytes> alert =
          refusal instanceof ProtocolException broken
              ? handshake.alertFor(broken)
              : Optional.empty();
      alert.ifPresent(one -> receiver.onMessage(one.toArray()));
      if (alert.isEmpty()) {
        receiver.onEnd(new TransportEnd.Closed(4400));
      }
    }

    void control() {
      Optional<byte[]> next = tunnel.orElseThrow().nextControl();
      while (next.isPresent()) {
        receiver.onMessage(next.get());
        next = tunnel.orElseThrow().nextControl();
      }
    }

    void say(byte[] encoded) {
      control();
      receiver.onMessage(tunnel.orElseThrow().seal(List.of(encoded)));
    }

    @Override
    public void ping() {
      if (!silent) {
        receiver.onPong();
      }
    }

    @Override
    public void close(int code) {
      closedByClient.add(code);
      if (wire.filter(now -> now == this).isPresent()) {
        wire = Optional.empty();
      }
      receiver.onEnd(new TransportEnd.Closed(code));
    }

    @Override
    public Optional<CertificateFacts> certificate() {
      return Optional.empty();
    }
  }
}
