package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.supervised.Content;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.PayloadCipher;
import keyturn.protocol.tunnel.ClientHandshake;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.HandshakeStep;
import keyturn.protocol.tunnel.TappedHandshake;
import keyturn.protocol.tunnel.Tunnel;
import keyturn.protocol.tunnel.UntrustedServerException;
import org.jspecify.annotations.Nullable;

/**
 * A client that does what a test says, where the client library would do what is right: it speaks
 * the protocol itself and shows every message. It reads from the start, until it is told to pause.
 */
final class RawClient implements WebSocket.Listener, AutoCloseable {
  private final Inbox<ServerMessage> inbox = new Inbox<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<Tunnel> established = new CompletableFuture<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final ClientHandshake handshake;
  private final WebSocket socket;
  private boolean paused;
  private byte[] lastRecord = {};

  private RawClient(ServerUnderTest server, BiConsumer<Bytes, Bytes> tap) {
    handshake =
        TappedHandshake.start(
            ClientPolicy.standard(),
            identity -> assertEquals(server.fingerprint(), identity.fingerprint()),
            ServerUnderTest.RANDOM,
            tap);
    socket =
        HttpClient.newBuilder()
            .sslContext(server.tls())
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .newWebSocketBuilder()
            .subprotocols("keyturn.1")
            .buildAsync(server.chat(), this)
            .join();
  }

  /** Up to the tunnel, and Welcome. */
  static RawClient connect(ServerUnderTest server) {
    return tapped(server, (key, nonce) -> {});
  }

  /**
   * @param tap is given the key and the nonce of every record of either side
   */
  static RawClient tapped(ServerUnderTest server, BiConsumer<Bytes, Bytes> tap) {
    RawClient client = new RawClient(server, tap);
    client.write(client.handshake.hello());
    client.tunnel();
    client.inbox.await(ServerMessage.Welcome.class);
    return client;
  }

  static RawClient newcomer(ServerUnderTest server, String name) {
    RawClient client = connect(server);
    client.send(
        new ClientMessage.Register(
            name, new Password(Person.PASSWORD), Optional.empty(), "raw device"));
    client.signedIn();
    return client;
  }

  Inbox<ServerMessage> inbox() {
    return inbox;
  }

  Tunnel tunnel() {
    return established.orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  ServerMessage.SignedIn signedIn() {
    return inbox.await(ServerMessage.SignedIn.class);
  }

  /** Waits until the server has closed. */
  int closeCode() {
    return closed.orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** All in one record. */
  void send(ClientMessage... messages) {
    Tunnel tunnel = tunnel();
    synchronized (tunnel) {
      writeControl(tunnel);
      lastRecord = tunnel.seal(Arrays.stream(messages).map(MessageCodec::encode).toList());
      write(lastRecord);
    }
  }

  /** The newest record once more, byte for byte. */
  void replay() {
    write(lastRecord);
  }

  /** A binary message that nobody sealed. */
  synchronized void write(byte[] frame) {
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
  }

  void text(String text) {
    socket.sendText(text, true).join();
  }

  /** Takes nothing more from the WebSocket: its window fills up. */
  synchronized void pause() {
    paused = true;
  }

  /** The newest key of a conversation that has time left. */
  ConversationKey awaitKey(ServerMessage.Conversation conversation, long epochAbove) {
    return inbox.await(
        ConversationKey.class,
        key ->
            key.conversation().equals(conversation.conversation())
                && key.epoch() > epochAbove
                && key.remainingMillis() > 0);
  }

  /** Of those that have come: the key of the highest epoch. */
  ConversationKey newestKey(ServerMessage.Conversation conversation) {
    return inbox.all(ConversationKey.class).stream()
        .filter(key -> key.conversation().equals(conversation.conversation()))
        .max(Comparator.comparingLong(ConversationKey::epoch))
        .orElseThrow();
  }

  ClientMessage.Send seal(
      ConversationKey key, MessageId id, long number, long counter, String text) {
    ServerMessage.SignedIn self = signedIn();
    try (EpochKey epoch = EpochKey.of(key);
        PayloadCipher cipher =
            PayloadCipher.of(epoch, self.device(), self.connection(), ServerUnderTest.RANDOM)) {
      Bytes sealed = cipher.seal(counter, id, new Content(text).encode());
      return new ClientMessage.Send(key.conversation(), id, number, key.epoch(), counter, sealed);
    }
  }

  private void writeControl(Tunnel tunnel) {
    for (Optional<byte[]> next = tunnel.nextControl();
        next.isPresent();
        next = tunnel.nextControl()) {
      write(next.get());
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (last) {
      byte[] whole = partial.toByteArray();
      partial.reset();
      try {
        take(whole);
      } catch (ProtocolException | AuthenticationFailedException | UntrustedServerException e) {
        established.completeExceptionally(e);
        closed.completeExceptionally(e);
      }
    }
    synchronized (this) {
      if (!paused) {
        from.request(1);
      }
    }
    return null;
  }

  private void take(byte[] frame)
      throws ProtocolException, AuthenticationFailedException, UntrustedServerException {
    if (!established.isDone()) {
      HandshakeStep step = handshake.onMessage(frame);
      for (Bytes reply : step.toSend()) {
        write(reply.toArray());
      }
      step.established().ifPresent(established::complete);
      return;
    }
    Tunnel tunnel = tunnel();
    synchronized (tunnel) {
      List<byte[]> messages = tunnel.open(frame);
      writeControl(tunnel);
      for (byte[] message : messages) {
        inbox.add(MessageCodec.decodeServer(message));
      }
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    // The peer is gone without a close frame.
    closed.complete(1006);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
