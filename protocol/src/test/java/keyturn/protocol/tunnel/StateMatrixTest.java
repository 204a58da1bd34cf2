package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each message in each state is refused, but for the arrows of the specification. */
class StateMatrixTest {
  private static final ClientPolicy OFFERED =
      new ClientPolicy(List.of(KeyGroup.X25519, KeyGroup.P256), List.of(CipherSuite.AES_256_GCM));
  private static final ServerPolicy ACCEPTED = policy(KeyGroup.X25519);
  private static final ServerPolicy RETRYING = policy(KeyGroup.P256);
  private static final int SEALING_KEY = 2;

  /** A handshake brought to a state, and what is legal there. */
  enum ClientStateUnderTest {
    AWAITING_HELLO,
    AWAITING_HELLO_AFTER_RETRY,
    AWAITING_PROOF,
    OVER;

    Set<MessageType> legal() {
      return switch (this) {
        case AWAITING_HELLO ->
            Set.of(MessageType.SERVER_HELLO, MessageType.RETRY, MessageType.ALERT);
        case AWAITING_HELLO_AFTER_RETRY -> Set.of(MessageType.SERVER_HELLO);
        case AWAITING_PROOF -> Set.of(MessageType.HANDSHAKE_RECORD);
        case OVER -> Set.of();
      };
    }

    ClientHandshake reach() throws Exception {
      ClientHandshake client =
          ClientHandshake.start(OFFERED, TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM);
      if (this == AWAITING_HELLO) {
        return client;
      }
      ServerHandshake server = server(this == AWAITING_HELLO_AFTER_RETRY ? RETRYING : ACCEPTED);
      List<Bytes> answer = server.onMessage(client.hello()).toSend();
      client.onMessage(answer.get(0).toArray());
      if (this == OVER) {
        client.onMessage(answer.get(1).toArray());
      }
      return client;
    }
  }

  enum ServerStateUnderTest {
    AWAITING_HELLO,
    AWAITING_HELLO_AFTER_RETRY,
    AWAITING_FINISHED,
    OVER;

    Set<MessageType> legal() {
      return switch (this) {
        case AWAITING_HELLO, AWAITING_HELLO_AFTER_RETRY -> Set.of(MessageType.CLIENT_HELLO);
        case AWAITING_FINISHED -> Set.of(MessageType.HANDSHAKE_RECORD);
        case OVER -> Set.of();
      };
    }

    ServerHandshake reach() throws Exception {
      ServerHandshake server = server(this == AWAITING_HELLO_AFTER_RETRY ? RETRYING : ACCEPTED);
      if (this == AWAITING_HELLO) {
        return server;
      }
      ClientHandshake client =
          ClientHandshake.start(OFFERED, TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM);
      List<Bytes> answer = server.onMessage(client.hello()).toSend();
      if (this == OVER) {
        client.onMessage(answer.get(0).toArray());
        HandshakeStep last = client.onMessage(answer.get(1).toArray());
        server.onMessage(last.toSend().get(0).toArray());
      }
      return server;
    }
  }

  @ParameterizedTest
  @EnumSource(ClientStateUnderTest.class)
  void clientRefusesWhatItsStateDoesNotName(ClientStateUnderTest state) throws Exception {
    for (MessageType type : MessageType.values()) {
      if (!state.legal().contains(type)) {
        try (ClientHandshake client = state.reach()) {
          assertThrows(
              UnexpectedMessageException.class,
              () -> client.onMessage(wellFormed(type)),
              () -> type + " in " + state);
          overForGood(client, type);
        }
      }
    }
    for (byte[] nonsense : List.of(new byte[0], new byte[] {99, 0, 0, 0})) {
      try (ClientHandshake client = state.reach()) {
        assertThrows(UnexpectedMessageException.class, () -> client.onMessage(nonsense));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ServerStateUnderTest.class)
  void serverRefusesWhatItsStateDoesNotName(ServerStateUnderTest state) throws Exception {
    for (MessageType type : MessageType.values()) {
      if (!state.legal().contains(type)) {
        try (ServerHandshake server = state.reach()) {
          ProtocolException refusal =
              assertThrows(
                  UnexpectedMessageException.class,
                  () -> server.onMessage(wellFormed(type)),
                  () -> type + " in " + state);
          assertTrue(server.alertFor(refusal).isEmpty());
          assertThrows(
              UnexpectedMessageException.class,
              () -> server.onMessage(wellFormed(MessageType.CLIENT_HELLO)));
        }
      }
    }
    for (byte[] nonsense : List.of(new byte[0], new byte[] {99, 0, 0, 0})) {
      try (ServerHandshake server = state.reach()) {
        assertThrows(UnexpectedMessageException.class, () -> server.onMessage(nonsense));
      }
    }
  }

  /** A client that has the keys and seals what a client must not. */
  @ParameterizedTest
  @EnumSource(MessageType.class)
  void establishedServerTakesApplicationRecordsOnly(MessageType type) throws Exception {
    Wiretap wiretap = new Wiretap();
    try (TunnelPair pair =
            TunnelPair.of(
                OFFERED, ACCEPTED, wiretap.parts(), HandshakeParts.with(TunnelPair.RANDOM));
        RecordSealer mallory = wiretap.keys().get(SEALING_KEY).sealer(1)) {
      takesApplicationRecordsOnly(pair.server(), mallory, type);
    }
  }

  /** A server that has the keys and seals what a server must not. */
  @ParameterizedTest
  @EnumSource(MessageType.class)
  void establishedClientTakesApplicationRecordsOnly(MessageType type) throws Exception {
    Wiretap wiretap = new Wiretap();
    try (TunnelPair pair =
            TunnelPair.of(
                OFFERED, ACCEPTED, HandshakeParts.with(TunnelPair.RANDOM), wiretap.parts());
        RecordSealer mallory = wiretap.keys().get(SEALING_KEY).sealer(1)) {
      takesApplicationRecordsOnly(pair.client(), mallory, type);
    }
  }

  private static void takesApplicationRecordsOnly(
      Tunnel tunnel, RecordSealer mallory, MessageType type) throws Exception {
    if (type == MessageType.APPLICATION_RECORD) {
      byte[] legal = ApplicationRecord.join(TunnelPair.text("legal"));
      assertEquals(1, tunnel.open(mallory.seal(type, legal)).size());
    } else {
      byte[] record = mallory.seal(type, wellFormed(type));
      assertThrows(UnexpectedMessageException.class, () -> tunnel.open(record));
      assertTrue(tunnel.isClosed());
    }
  }

  @Test
  void applicationDataBeforeFinishedIsRefusedBothWays() throws Exception {
    Wiretap wiretap = new Wiretap();
    ClientHandshake client =
        ClientHandshake.start(OFFERED, TunnelPair.TRUSTING_ANYBODY, wiretap.parts());
    ServerHandshake server = server(ACCEPTED);
    List<Bytes> answer = server.onMessage(client.hello()).toSend();
    client.onMessage(answer.get(0).toArray());
    HandshakeStep last = client.onMessage(answer.get(1).toArray());
    byte[] early = last.established().orElseThrow().seal(TunnelPair.text("early"));
    assertThrows(UnexpectedMessageException.class, () -> server.onMessage(early));

    HostileServer hostile = HostileServer.facing(TunnelPair.TRUSTING_ANYBODY);
    byte[] beforeProof =
        hostile.sealed(
            MessageType.APPLICATION_RECORD, ApplicationRecord.join(TunnelPair.text("x")));
    assertThrows(UnexpectedMessageException.class, () -> hostile.send(beforeProof));
  }

  @Test
  void ownHandshakeMessagesSentBackAreRefused() throws Exception {
    ClientHandshake client = ClientStateUnderTest.AWAITING_HELLO.reach();
    assertThrows(UnexpectedMessageException.class, () -> client.onMessage(client.hello()));

    ServerHandshake server = server(ACCEPTED);
    ClientHandshake honest = ClientStateUnderTest.AWAITING_HELLO.reach();
    byte[] serversProof = server.onMessage(honest.hello()).toSend().get(1).toArray();
    assertThrows(
        keyturn.crypto.AuthenticationFailedException.class, () -> server.onMessage(serversProof));
  }

  private static void overForGood(ClientHandshake client, MessageType type) {
    for (MessageType next : MessageType.values()) {
      assertThrows(
          UnexpectedMessageException.class,
          () -> client.onMessage(wellFormed(next)),
          () -> next + " after " + type);
    }
  }

  private static byte[] wellFormed(MessageType type) {
    Bytes share = KeyGroup.X25519.offer(TunnelPair.RANDOM).share();
    Bytes random = Bytes.of(new byte[TunnelLimits.RANDOM_BYTES]);
    int suite = CipherSuite.AES_256_GCM.code();
    int group = KeyGroup.X25519.code();
    return switch (type) {
      case CLIENT_HELLO ->
          new ClientHello(random, List.of(suite), List.of(group), group, share).encode();
      case SERVER_HELLO -> new ServerHello(random, suite, 30, group, share).encode();
      case RETRY -> new Retry(suite, KeyGroup.P256.code()).encode();
      case ALERT -> new Alert.NoCommonSuite(List.of(group), List.of(suite)).encode();
      case IDENTITY -> IdentityMessage.encode(TunnelPair.IDENTITY.presented());
      case CERTIFICATE_VERIFY -> CertificateVerify.sign(TunnelPair.IDENTITY.key(), random).encode();
      case FINISHED -> new Finished(random).encode();
      case REFRESH, REFRESH_REPLY -> RefreshExchange.encode(type, KeyGroup.X25519, share);
      case REFRESH_DONE, MESSAGE_HASH -> new WireWriter().toMessage(type);
      case HANDSHAKE_RECORD, APPLICATION_RECORD ->
          new WireWriter().u8(type.code()).bytes(new byte[64]).toArray();
    };
  }

  private static ServerHandshake server(ServerPolicy policy) {
    return ServerHandshake.start(policy, TunnelPair.IDENTITY, TunnelPair.RANDOM);
  }

  private static ServerPolicy policy(KeyGroup group) {
    return new ServerPolicy(List.of(group), List.of(CipherSuite.AES_256_GCM), 30);
  }
}
