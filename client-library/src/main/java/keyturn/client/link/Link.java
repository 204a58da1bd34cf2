package keyturn.client.link;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import keyturn.client.LinkLoss;
import keyturn.client.LinkState;
import keyturn.client.TraceSink;
import keyturn.client.Trouble;
import keyturn.client.link.ClientLoop.Scheduled;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.CloseCode;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.IdentityTrust;
import keyturn.protocol.tunnel.Tunnel;

/**
 * Keeps one {@link Connection} up: comes back after losses with {@link Backoff}, stops after close
 * codes that are final, waits for the user where trust is missing
 * (docs/spec/messages.md#close-codes). On the client loop.
 */
public final class Link implements AutoCloseable {
  /** What is fixed for the life of a link. */
  public record Parts(
      ClientLoop loop,
      Clock clock,
      SecureRandom random,
      Transport.Connector connector,
      ClientPolicy policy,
      Supplier<IdentityTrust> trust,
      Optional<TraceSink> trace) {}

  private enum Phase {
    CONNECTING,
    CONNECTED,
    WAITING,
    /** Nobody wants the connection; the next wish opens it. */
    PARKED,
    /** The user must say whether to trust the server. */
    ASKING,
    ENDED
  }

  private static final int SERVICE_RESTART = 1012;

  /** A sign-in that held for so long was a success. */
  private static final Duration HELD = Duration.ofSeconds(30);

  private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
  private static final Duration SLEPT = Duration.ofSeconds(15);

  private final Parts parts;
  private final LinkOwner owner;
  private final Backoff backoff;
  private Phase phase = Phase.PARKED;
  private boolean wanted;
  private Optional<Connection> current = Optional.empty();
  private Scheduled retry = () -> {};
  private Scheduled watch = () -> {};
  private Scheduled held = () -> {};
  private long watchedAtMillis;

  public Link(Parts parts, LinkOwner owner) {
    this.parts = parts;
    this.owner = owner;
    this.backoff = new Backoff(parts.random());
  }

  /** Connects, whether wanted yet or not. */
  public void start() {
    watchedAtMillis = parts.clock().millis();
    watch = parts.loop().schedule(WATCH_EVERY, this::watchClock);
    if (phase == Phase.PARKED) {
      connect();
    }
  }

  /** Whether there is something to come back for when the connection is lost. */
  public void setWanted(boolean now) {
    wanted = now;
    if (now && (phase == Phase.PARKED || phase == Phase.ENDED)) {
      connect();
    }
  }

  public boolean isConnected() {
    return phase == Phase.CONNECTED;
  }

  /** Drops the message if there is no connection: whoever sends must send again after the next. */
  public void send(ClientMessage message) {
    if (phase == Phase.CONNECTED) {
      current.ifPresent(connection -> connection.send(message));
    }
  }

  public boolean hasRoom() {
    return phase == Phase.CONNECTED && current.filter(Connection::hasRoom).isPresent();
  }

  public void tryNow() {
    if (phase == Phase.WAITING) {
      backoff.reset();
      connect();
    }
  }

  /** The user has decided; the next try will find the server trusted. */
  public void trusted() {
    if (phase == Phase.ASKING) {
      connect();
    }
  }

  public void notTrusted() {
    if (phase == Phase.ASKING) {
      end(LinkState.End.UNTRUSTED, "The server is not trusted.");
    }
  }

  /** Lets go of a connection that nobody wants. */
  public void park() {
    if (phase == Phase.CONNECTED && !wanted) {
      drop();
      become(Phase.PARKED, new LinkState.Parked());
    }
  }

  /** Drops the connection and makes a new one, at once or after {@code delay}. */
  public void reconnect(Duration delay, LinkLoss cause) {
    if (phase == Phase.CONNECTED) {
      drop();
      retryIn(delay, cause);
    }
  }

  /** The server broke the protocol inside the tunnel: a failure, even after a good sign-in. */
  public void broken() {
    if (phase == Phase.CONNECTED) {
      drop();
      retryIn(backoff.next(), LinkLoss.DISTURBED);
    }
  }

  public void end(LinkState.End end, String text) {
    if (phase == Phase.ENDED) {
      return;
    }
    drop();
    become(Phase.ENDED, new LinkState.Ended(end, text));
  }

  @Override
  public void close() {
    watch.cancel();
    drop();
    phase = Phase.ENDED;
  }

  private void become(Phase next, LinkState state) {
    phase = next;
    owner.onLink(state);
  }

  private void drop() {
    retry.cancel();
    held.cancel();
    boolean wasConnected = phase == Phase.CONNECTED;
    current.ifPresent(Connection::close);
    current = Optional.empty();
    if (wasConnected) {
      phase = Phase.PARKED;
      owner.onDisconnected();
    }
  }

  private void connect() {
    retry.cancel();
    Connection connection =
        new Connection(
            parts.loop(),
            parts.policy(),
            parts.trust().get(),
            parts.random(),
            parts.trace(),
            new Events());
    current = Optional.of(connection);
    become(Phase.CONNECTING, new LinkState.Connecting());
    connection.start(parts.connector());
  }

  private void retryIn(Duration delay, LinkLoss cause) {
    become(Phase.WAITING, new LinkState.Waiting(delay, owner.queued(), cause));
    retry = parts.loop().schedule(delay, this::connect);
  }

  private void lost(LinkLoss cause) {
    lost(cause, Duration.ZERO);
  }

  private void lost(LinkLoss cause, Duration atLeast) {
    if (wanted || phase == Phase.CONNECTING) {
      retryIn(backoff.next().plus(atLeast), cause);
    } else {
      become(Phase.PARKED, new LinkState.Parked());
    }
  }

  /** The monotonic clock stands still while the machine sleeps, the wall clock does not. */
  private void watchClock() {
    long now = parts.clock().millis();
    boolean slept = now - watchedAtMillis > WATCH_EVERY.plus(SLEPT).toMillis();
    watchedAtMillis = now;
    watch = parts.loop().schedule(WATCH_EVERY, this::watchClock);
    if (slept) {
      tryNow();
      current.ifPresent(Connection::checkAlive);
    }
  }

  private void closedWith(int code) {
    Optional<CloseCode> known = CloseCode.ofCode(code);
    if (known.isEmpty()) {
      lost(code == SERVICE_RESTART ? LinkLoss.RESTARTS : LinkLoss.CLOSED);
      return;
    }
    switch (known.get().next()) {
      case RECONNECT ->
          lost(
              LinkLoss.CLOSED_BY_SERVER,
              known.get() == CloseCode.TOO_MANY ? Backoff.LONGEST : Duration.ZERO);
      case SIGN_IN_ANEW -> {
        boolean asked = !wanted;
        owner.onSessionEnded(known.get());
        if (asked) {
          end(LinkState.End.SIGNED_OUT, "Signed out.");
        } else {
          end(LinkState.End.REVOKED, "The session has ended. Sign in again.");
        }
      }
      case STOP -> {
        owner.onSessionEnded(known.get());
        if (known.get() == CloseCode.SIGNED_IN_ELSEWHERE) {
          end(LinkState.End.REPLACED, "This device has signed in with another program.");
        } else {
          end(LinkState.End.INCOMPATIBLE, "The server speaks another version of the protocol.");
        }
      }
    }
  }

  /** Listens to connections, and to the current one only. */
  private final class Events implements Connection.Owner {
    private boolean isCurrent(Connection connection) {
      return current.filter(now -> now == connection).isPresent();
    }

    @Override
    public void onTunnel(Connection connection, Tunnel tunnel) {
      if (isCurrent(connection)) {
        Fingerprint server = tunnel.server().fingerprint();
        become(Phase.CONNECTED, new LinkState.Connected(tunnel.group(), tunnel.suite(), server));
        owner.onConnected(server);
      }
    }

    @Override
    public void onMessage(Connection connection, ServerMessage message) {
      if (isCurrent(connection)) {
        if (message instanceof ServerMessage.SignedIn) {
          held.cancel();
          held = parts.loop().schedule(HELD, backoff::reset);
        }
        owner.onMessage(message);
      }
    }

    @Override
    public void onRoom(Connection connection) {
      if (isCurrent(connection)) {
        owner.onRoom();
      }
    }

    @Override
    public void onEnd(Connection connection, ConnectionEnd end) {
      if (!isCurrent(connection)) {
        return;
      }
      current = Optional.empty();
      held.cancel();
      if (phase == Phase.CONNECTED) {
        owner.onDisconnected();
      }
      if (end instanceof ConnectionEnd.Untrusted untrusted) {
        phase = Phase.ASKING;
        owner.onUntrusted(untrusted.identity(), untrusted.certificate());
      } else if (end instanceof ConnectionEnd.Incompatible incompatible) {
        end(LinkState.End.INCOMPATIBLE, incompatible.explanation());
      } else if (end instanceof ConnectionEnd.Broken) {
        lost(LinkLoss.DISTURBED);
      } else if (end instanceof ConnectionEnd.Lost lost) {
        lost(lost.cause());
      } else if (end instanceof ConnectionEnd.OfTransport of) {
        onTransportEnd(of.end());
      }
    }

    private void onTransportEnd(TransportEnd end) {
      if (end instanceof TransportEnd.SocksRefused) {
        Link.this.end(LinkState.End.SOCKS_PROXY, Trouble.SOCKS_PROXY.text());
      } else if (end instanceof TransportEnd.Closed closed) {
        closedWith(closed.code());
      } else if (end instanceof TransportEnd.Failed failed) {
        lost(failed.cause());
      }
    }

    private void end(LinkState.End end, String text) {
      Link.this.end(end, text);
    }
  }
}
