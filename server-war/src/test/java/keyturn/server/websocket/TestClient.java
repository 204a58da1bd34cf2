package keyturn.server.websocket;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientHandshake;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.HandshakeStep;
import keyturn.protocol.tunnel.Tunnel;
import keyturn.protocol.tunnel.UntrustedServerException;
import keyturn.server.websocket.Transport.Outcome;

/** The client at the other end of a connection, with a real tunnel. */
final class TestClient {
  private final StepExecutor threads;
  private final Connection connection;
  private final RecordingTransport transport;
  private final ClientHandshake handshake;
  private Optional<Tunnel> tunnel = Optional.empty();
  private int read;

  TestClient(
      StepExecutor threads,
      Connection connection,
      RecordingTransport transport,
      SecureRandom random) {
    this.threads = threads;
    this.connection = connection;
    this.transport = transport;
    handshake =
        ClientHandshake.start(
            ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_256_GCM), identity -> {}, random);
  }

  /** Sends ClientHello and lets the server's flight arrive. */
  void sayHello() {
    send(handshake.hello());
    settle();
  }

  /** Answers the server's flight; the tunnel then holds. */
  void sendFinished() {
    List<Bytes> finished = new ArrayList<>();
    for (Bytes frame : unread()) {
      HandshakeStep step = take(frame);
      finished.addAll(step.toSend());
      tunnel = tunnel.or(step::established);
    }
    finished.forEach(frame -> send(frame.toArray()));
    settle();
  }

  void send(ClientMessage... messages) {
    send(seal(messages));
  }

  byte[] seal(ClientMessage... messages) {
    return tunnel.orElseThrow().seal(Arrays.stream(messages).map(MessageCodec::encode).toList());
  }

  void send(byte[] frame) {
    connection.receive(Bytes.of(frame));
    threads.runAll();
  }

  /** Reads everything that the server wants to send. */
  void settle() {
    threads.runAll();
    while (transport.busy()) {
      transport.complete(Outcome.SENT);
      threads.runAll();
    }
  }

  /** What came since the last call. */
  List<ServerMessage> received() {
    settle();
    List<ServerMessage> messages = new ArrayList<>();
    try {
      for (Bytes frame : unread()) {
        for (byte[] message : tunnel.orElseThrow().open(frame.toArray())) {
          messages.add(MessageCodec.decodeServer(message));
        }
      }
    } catch (ProtocolException | AuthenticationFailedException e) {
      throw new AssertionError(e);
    }
    return messages;
  }

  Tunnel tunnel() {
    return tunnel.orElseThrow();
  }

  List<Bytes> unread() {
    List<Bytes> frames = List.copyOf(transport.frames.subList(read, transport.frames.size()));
    read = transport.frames.size();
    return frames;
  }

  private HandshakeStep take(Bytes frame) {
    try {
      return handshake.onMessage(frame.toArray());
    } catch (ProtocolException | AuthenticationFailedException | UntrustedServerException e) {
      throw new AssertionError(e);
    }
  }
}
