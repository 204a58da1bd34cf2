package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger can say in a handshake: never a tunnel, never another exception. */
class HandshakeFuzzTest {
  private static final ClientPolicy OFFERED =
      new ClientPolicy(List.of(KeyGroup.X25519, KeyGroup.P256), List.of(CipherSuite.AES_256_GCM));
  private static final ServerPolicy ACCEPTED =
      new ServerPolicy(
          List.of(KeyGroup.P256, KeyGroup.X25519, KeyGroup.X25519MLKEM768, KeyGroup.FFDHE3072),
          List.of(CipherSuite.AES_256_GCM, CipherSuite.A256CBC_HS512),
          TunnelPair.REFRESH_MESSAGES);
  private static final int MOST_FRAMES = 4;

  static Stream<byte[]> messages() throws Exception {
    ClientHandshake client =
        ClientHandshake.start(OFFERED, TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM);
    ServerHandshake server =
        ServerHandshake.start(ACCEPTED, TunnelPair.IDENTITY, TunnelPair.RANDOM);
    List<Bytes> answer = server.onMessage(client.hello()).toSend();
    return Stream.concat(
        Stream.of(
            client.hello(),
            IdentityMessage.encode(TunnelPair.IDENTITY.presented()),
            new Alert.NoCommonSuite(List.of(1), List.of(2)).encode(),
            new Alert.UnsupportedVersion(1).encode(),
            new Retry(1, 23).encode()),
        answer.stream().map(Bytes::toArray));
  }

  /** Every decoder on the same bytes: what it takes, it writes again in the same bytes. */
  @MethodSource("messages")
  @FuzzTest
  void decoders(byte[] message) {
    exact(message, bytes -> ClientHello.decode(bytes).encode());
    exact(message, bytes -> ServerHello.decode(bytes).encode());
    exact(message, bytes -> Retry.decode(bytes).encode());
    exact(message, bytes -> Alert.decode(bytes).encode());
    exact(message, bytes -> IdentityMessage.encode(IdentityMessage.decode(bytes)));
    exact(message, bytes -> CertificateVerify.decode(bytes).encode());
    exact(message, bytes -> Finished.decode(bytes).encode());
    for (KeyGroup group : KeyGroup.values()) {
      exact(
          message,
          bytes ->
              RefreshExchange.encode(
                  MessageType.REFRESH,
                  group,
                  RefreshExchange.decode(MessageType.REFRESH, group, bytes)));
    }
  }

  /** A server before sign-in, and a client without any key of it that verifies. */
  @FuzzTest
  void server(FuzzedDataProvider stranger) {
    try (ServerHandshake server =
        ServerHandshake.start(ACCEPTED, TunnelPair.IDENTITY, TunnelPair.RANDOM)) {
      for (int i = 0; i < MOST_FRAMES; i++) {
        byte[] frame = frame(stranger, MessageType.CLIENT_HELLO);
        try {
          assertTrue(server.onMessage(frame).established().isEmpty());
        } catch (AuthenticationFailedException e) {
          isOver(() -> server.onMessage(frame));
          return;
        } catch (ProtocolException e) {
          server.alertFor(e);
          isOver(() -> server.onMessage(frame));
          return;
        }
      }
    }
  }

  /** A client that said hello, and somebody who is not the server. */
  @FuzzTest
  void client(FuzzedDataProvider stranger) {
    try (ClientHandshake client =
        ClientHandshake.start(OFFERED, TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM)) {
      for (int i = 0; i < MOST_FRAMES; i++) {
        byte[] frame = frame(stranger, MessageType.SERVER_HELLO);
        try {
          assertTrue(client.onMessage(frame).established().isEmpty());
        } catch (ProtocolException | AuthenticationFailedException e) {
          isOver(() -> client.onMessage(frame));
          return;
        } catch (UntrustedServerException e) {
          throw new AssertionError("an identity that nothing proved was asked about", e);
        }
      }
    }
  }

  /** Mostly a message of some type, so that the fuzzer gets behind the first byte at once. */
  private static byte[] frame(FuzzedDataProvider stranger, MessageType first) {
    MessageType type = stranger.consumeBoolean() ? first : stranger.pickValue(MessageType.values());
    byte[] body = stranger.consumeBytes(stranger.consumeInt(0, 2_000));
    return stranger.consumeProbabilityDouble() < 0.1
        ? body
        : new WireWriter().bytes(body).toMessage(type);
  }

  private interface Recode {
    byte[] of(byte[] message) throws ProtocolException;
  }

  private static void exact(byte[] message, Recode recode) {
    try {
      assertArrayEquals(message, recode.of(message));
    } catch (ProtocolException refused) {
      // The only way to refuse.
    }
  }

  private static void isOver(Executable again) {
    assertThrows(UnexpectedMessageException.class, again);
  }
}
