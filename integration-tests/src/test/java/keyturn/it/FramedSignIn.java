package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

/** Signs somebody in over frames made by hand; what is sent after that is the test's affair. */
final class FramedSignIn {
  private FramedSignIn() {}

  /** With a registration, a password or a token; returns when the server has granted it. */
  static ServerMessage.SignedIn signIn(
      ServerUnderTest server, FrameSocket socket, ClientMessage how)
      throws IOException,
          ProtocolException,
          AuthenticationFailedException,
          UntrustedServerException {
    try (Tunnel tunnel = shakeHands(server, socket)) {
      write(socket, tunnel.seal(List.of(MessageCodec.encode(how))));
      while (true) {
        for (byte[] answer : tunnel.open(socket.read())) {
          ServerMessage one = MessageCodec.decodeServer(answer);
          assertFalse(one instanceof ServerMessage.SignInRefused, one.toString());
          if (one instanceof ServerMessage.SignedIn signedIn) {
            return signedIn;
          }
        }
      }
    }
  }

  private static Tunnel shakeHands(ServerUnderTest server, FrameSocket socket)
      throws IOException,
          ProtocolException,
          AuthenticationFailedException,
          UntrustedServerException {
    try (ClientHandshake handshake =
        ClientHandshake.start(
            ClientPolicy.standard(),
            identity -> assertEquals(server.fingerprint(), identity.fingerprint()),
            ServerUnderTest.RANDOM)) {
      write(socket, handshake.hello());
      Optional<Tunnel> established = Optional.empty();
      while (established.isEmpty()) {
        HandshakeStep step = handshake.onMessage(socket.read());
        for (Bytes reply : step.toSend()) {
          write(socket, reply.toArray());
        }
        established = step.established();
      }
      return established.get();
    }
  }

  private static void write(FrameSocket socket, byte[] message) throws IOException {
    socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, message);
  }
}
