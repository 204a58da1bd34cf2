package keyturn.server.websocket;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SigningKey;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.Token;
import keyturn.protocol.tunnel.ServerPolicy;
import keyturn.protocol.tunnel.TunnelIdentity;
import keyturn.server.account.ClientAddress;
import keyturn.server.account.SignInResult;
import keyturn.server.session.SessionEnd;

/** Connections with everything real but the socket, the threads, the time and the use cases. */
final class ConnectionFixture {
  static final DeviceId DEVICE = new DeviceId(7);
  static final ClientAddress ADDRESS =
      new ClientAddress(Bytes.of((byte) 127, (byte) 0, (byte) 0, (byte) 1));
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TunnelIdentity IDENTITY =
      TunnelIdentity.ofKey(SigningKey.generateEd25519(RANDOM));

  final StepExecutor threads = new StepExecutor();
  final SettableTime time = new SettableTime();
  final RecordingUseCases useCases = new RecordingUseCases();
  final DeviceConnections devices = new DeviceConnections();
  final FrontDoor door = new FrontDoor();
  final Connections connections =
      new Connections(
          door,
          new ConnectionParts(
              ConnectionLimits.STANDARD,
              new ServerPolicy(List.of(KeyGroup.values()), tunnelSuites(), 30),
              IDENTITY,
              RANDOM,
              new ServerMessage.Welcome(RegistrationPolicy.CLOSED, 15),
              List.of(CipherSuite.AES_256_GCM),
              useCases,
              devices,
              threads,
              threads,
              Runnable::run,
              time));

  ConnectionFixture() {
    door.open(10, 3);
  }

  /** One connection and the client at its other end. */
  final class End {
    final RecordingTransport transport = new RecordingTransport();
    final Connection connection = connections.connect(ADDRESS, transport).orElseThrow();
    final TestClient client = new TestClient(threads, connection, transport, RANDOM);
  }

  End open() {
    return new End();
  }

  /** A connection that has come as far as {@code state}, by the proper way. */
  End in(ConnectionState state) {
    End end = open();
    switch (state) {
      case AWAITING_HELLO -> {}
      case AWAITING_FINISHED -> end.client.sayHello();
      case AWAITING_SIGN_IN -> shakeHands(end);
      case SIGNING_IN -> {
        shakeHands(end);
        end.client.send(signIn());
      }
      case READY -> {
        shakeHands(end);
        end.client.send(signIn());
        answer(granted());
        end.client.received();
      }
      case CLOSED -> {
        shakeHands(end);
        end.connection.end(SessionEnd.GOING_AWAY);
        end.client.settle();
      }
    }
    return end;
  }

  private static void shakeHands(End end) {
    end.client.sayHello();
    end.client.sendFinished();
  }

  void answer(SignInResult result) {
    useCases.answers.get(useCases.answers.size() - 1).accept(result);
    threads.runAll();
  }

  static SignInResult.Granted granted() {
    return new SignInResult.Granted(
        new UserId(3), "alice", DEVICE, new Token(Bytes.of(new byte[Token.LENGTH_BYTES])));
  }

  static ClientMessage signIn() {
    return new ClientMessage.SignIn("alice", new Password("secret"), Optional.empty(), "laptop");
  }

  /** One of every message a client may send. */
  static List<ClientMessage> oneOfEach() {
    ConversationId conversation = new ConversationId(5);
    return List.of(
        signIn(),
        new ClientMessage.Resume(DEVICE, granted().next()),
        new ClientMessage.Register("bob", new Password("secret"), Optional.empty(), "laptop"),
        new ClientMessage.ChangePassword(new Password("old"), new Password("new")),
        new ClientMessage.SignOut(),
        new ClientMessage.SetPresence(Presence.AWAY),
        new ClientMessage.OpenConversation(1, "bob", Optional.empty()),
        new ClientMessage.LeaveConversation(conversation),
        new ClientMessage.Watch(conversation, true),
        new ClientMessage.ListDevices(1),
        new ClientMessage.RenameDevice(1, DEVICE, "laptop"),
        new ClientMessage.RevokeDevice(1, DEVICE),
        new ClientMessage.NeedKey(conversation),
        new ClientMessage.Send(
            conversation,
            new MessageId(Bytes.of(new byte[MessageId.LENGTH_BYTES])),
            1,
            1,
            1,
            Bytes.of(new byte[32])),
        new ClientMessage.Acknowledge(conversation, 1, 0));
  }

  private static List<CipherSuite> tunnelSuites() {
    return Arrays.stream(CipherSuite.values()).filter(suite -> !suite.compatibility()).toList();
  }
}
