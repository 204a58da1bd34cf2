package keyturn.protocol.tunnel;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.ProtocolException;

/** An active attacker who carries a whole handshake between two honest ends and changes it. */
final class Mallory {
  private final ClientHandshake client;
  private final ServerHandshake server;
  private Optional<Tunnel> clientTunnel = Optional.empty();
  private Optional<Tunnel> serverTunnel = Optional.empty();

  /** What he does with the n-th message (from 0) of each direction; honest where not said. */
  interface Change {
    byte[] apply(Direction direction, int number, byte[] message);

    static Change none() {
      return (direction, number, message) -> message;
    }

    static Change of(Direction where, int which, UnaryOperator<byte[]> how) {
      return (direction, number, message) ->
          direction == where && number == which ? how.apply(message) : message;
    }
  }

  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  Mallory(ClientPolicy offered, ServerPolicy accepted) {
    SecureRandom random = TunnelPair.RANDOM;
    client = ClientHandshake.start(offered, TunnelPair.TRUSTING_ANYBODY, random);
    server = ServerHandshake.start(accepted, TunnelPair.IDENTITY, random);
  }

  static ClientPolicy offering(KeyGroup... groups) {
    return new ClientPolicy(
        List.of(groups), List.of(CipherSuite.AES_256_GCM, CipherSuite.A128CBC_HS256));
  }

  static ServerPolicy accepting(KeyGroup... groups) {
    return new ServerPolicy(
        List.of(groups), List.of(CipherSuite.AES_256_GCM, CipherSuite.A128CBC_HS256), 30);
  }

  /** Carries messages to and fro until both have nothing more to say, or one refuses. */
  void carry(Change change)
      throws ProtocolException, AuthenticationFailedException, UntrustedServerException {
    List<Bytes> toServer = List.of(Bytes.of(client.hello()));
    int toServerNumber = 0;
    int toClientNumber = 0;
    while (!toServer.isEmpty()) {
      List<Bytes> toClient = new ArrayList<>();
      for (Bytes message : toServer) {
        byte[] changed = change.apply(Direction.TO_SERVER, toServerNumber++, message.toArray());
        HandshakeStep step = server.onMessage(changed);
        toClient.addAll(step.toSend());
        serverTunnel = serverTunnel.or(step::established);
      }
      toServer = new ArrayList<>();
      for (Bytes message : toClient) {
        byte[] changed = change.apply(Direction.TO_CLIENT, toClientNumber++, message.toArray());
        HandshakeStep step = client.onMessage(changed);
        toServer.addAll(step.toSend());
        clientTunnel = clientTunnel.or(step::established);
      }
    }
  }

  Optional<Tunnel> clientTunnel() {
    return clientTunnel;
  }

  Optional<Tunnel> serverTunnel() {
    return serverTunnel;
  }
}
