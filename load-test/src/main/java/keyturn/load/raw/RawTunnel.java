package keyturn.load.raw;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientHandshake;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.HandshakeStep;
import keyturn.protocol.tunnel.Tunnel;
import keyturn.protocol.tunnel.UntrustedServerException;

/** A stranger's connection with an established tunnel. One thread. */
public final class RawTunnel implements AutoCloseable {
  private final RawSocket socket;
  private final Tunnel tunnel;
  private final Queue<ServerMessage> came = new ArrayDeque<>();

  private RawTunnel(RawSocket socket, Tunnel tunnel) {
    this.socket = socket;
    this.tunnel = tunnel;
  }

  /**
   * Connects from one of this machine's addresses.
   *
   * @throws IOException also if the server speaks another language or is another one
   */
  public static RawTunnel open(RawServer server, InetAddress from, SecureRandom random)
      throws IOException {
    RawSocket socket = RawSocket.open(server, from);
    try (ClientHandshake handshake = hello(server, random)) {
      socket.send(handshake.hello());
      Optional<Tunnel> established = Optional.empty();
      while (established.isEmpty()) {
        HandshakeStep step = handshake.onMessage(socket.read());
        for (Bytes reply : step.toSend()) {
          socket.send(reply.toArray());
        }
        established = step.established();
      }
      return new RawTunnel(socket, established.get());
    } catch (IOException e) {
      socket.close();
      throw e;
    } catch (ProtocolException | AuthenticationFailedException | UntrustedServerException e) {
      socket.close();
      throw new IOException("no tunnel", e);
    }
  }

  /** The beginning of a handshake: its {@code hello()} is the first message. */
  public static ClientHandshake hello(RawServer server, SecureRandom random) {
    return ClientHandshake.start(
        ClientPolicy.standard(),
        identity -> {
          if (!identity.fingerprint().equals(server.fingerprint())) {
            throw new IllegalStateException("another server answers at " + server.chat());
          }
        },
        random);
  }

  public void send(ClientMessage message) throws IOException {
    try {
      flushControl();
      socket.send(tunnel.seal(List.of(MessageCodec.encode(message))));
    } catch (AuthenticationFailedException | ProtocolException e) {
      throw new IOException("the tunnel is over", e);
    }
  }

  private void flushControl() throws IOException, AuthenticationFailedException, ProtocolException {
    for (Optional<byte[]> next = tunnel.nextControl();
        next.isPresent();
        next = tunnel.nextControl()) {
      socket.send(next.get());
    }
  }

  /** The next message of this kind; others are passed over. */
  public <M extends ServerMessage> M await(Class<M> kind) throws IOException {
    while (true) {
      for (ServerMessage next = came.poll(); next != null; next = came.poll()) {
        if (kind.isInstance(next)) {
          return kind.cast(next);
        }
      }
      try {
        for (byte[] message : tunnel.open(socket.read())) {
          came.add(MessageCodec.decodeServer(message));
        }
        flushControl();
      } catch (AuthenticationFailedException | ProtocolException e) {
        throw new IOException("the tunnel is over", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    tunnel.close();
    socket.close();
  }
}
