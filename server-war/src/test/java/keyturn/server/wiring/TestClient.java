package keyturn.server.wiring;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage.Acknowledge;
import keyturn.protocol.message.ClientMessage.LeaveConversation;
import keyturn.protocol.message.ClientMessage.NeedKey;
import keyturn.protocol.message.ClientMessage.OpenConversation;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.ClientMessage.Watch;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.PayloadCipher;

/** A client that seals and opens as the specification says, on a {@link FakeSession}. */
final class TestClient {
  private final TestNode node;
  private final FakeSession session;
  private final Map<ConversationId, Long> numbers = new HashMap<>();
  private long counter;

  TestClient(TestNode node, FakeSession session) {
    this.node = node;
    this.session = session;
    node.services().conversations().signedIn(session);
  }

  FakeSession session() {
    return session;
  }

  /** Opens a conversation and waits for it and its key. */
  ConversationId talkTo(String name) {
    return talkTo(name, Optional.empty());
  }

  ConversationId talkTo(String name, Optional<CipherSuite> suite) {
    long request = session.all(Conversation.class).size() + 1000L;
    open(request, name, suite);
    ConversationId found =
        first(Conversation.class, answer -> answer.request() == request).conversation();
    first(ConversationKey.class, key -> key.conversation().equals(found));
    return found;
  }

  /** The first such message, however many others come before. */
  private <M extends ServerMessage> M first(Class<M> type, Predicate<M> wanted) {
    for (int count = 1; ; count++) {
      Optional<M> found = session.await(type, count).stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  void open(long request, String name, Optional<CipherSuite> suite) {
    node.services().conversations().open(session, new OpenConversation(request, name, suite));
  }

  void needKey(ConversationId conversation) {
    node.services().conversations().needKey(session, new NeedKey(conversation));
  }

  void watch(ConversationId conversation) {
    node.services().conversations().watch(session, new Watch(conversation, true));
  }

  void leave(ConversationId conversation) {
    node.services().conversations().leave(session, new LeaveConversation(conversation));
  }

  void acknowledge(ConversationId conversation, long delivered, long read) {
    node.services().delivery().acknowledge(session, new Acknowledge(conversation, delivered, read));
  }

  void signOut() {
    node.signOut(session);
  }

  /** Seals under the newest key and sends with the next number. */
  Send say(ConversationId conversation, String text) {
    Send send = sealed(conversation, newest(conversation), nextNumber(conversation), text);
    send(send);
    return send;
  }

  void send(Send send) {
    node.services().delivery().send(session, send);
  }

  long nextNumber(ConversationId conversation) {
    return numbers.merge(conversation, 1L, Long::sum);
  }

  Send sealed(ConversationId conversation, ConversationKey key, long number, String text) {
    return sealed(conversation, key, number, MessageId.random(TestNode.RANDOM), text);
  }

  Send sealed(
      ConversationId conversation, ConversationKey key, long number, MessageId id, String text) {
    counter++;
    try (EpochKey epoch = EpochKey.of(key);
        PayloadCipher cipher =
            PayloadCipher.of(epoch, session.device(), session.connection(), TestNode.RANDOM)) {
      return new Send(
          conversation,
          id,
          number,
          key.epoch(),
          counter,
          cipher.seal(counter, id, text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  ConversationKey newest(ConversationId conversation) {
    return keys(conversation).stream()
        .reduce((a, b) -> a.epoch() > b.epoch() ? a : b)
        .orElseThrow();
  }

  List<ConversationKey> keys(ConversationId conversation) {
    return session.all(ConversationKey.class).stream()
        .filter(key -> key.conversation().equals(conversation))
        .toList();
  }

  /** Waits for deliveries, and opens them with the keys that came before each. */
  List<String> texts(int count) {
    return session.await(Deliver.class, count).stream().map(this::text).toList();
  }

  List<Long> sequences(int count) {
    return session.await(Deliver.class, count).stream().map(Deliver::sequence).toList();
  }

  private String text(Deliver deliver) {
    List<?> all = session.all();
    int at = all.indexOf(deliver);
    ConversationKey key =
        keys(deliver.conversation()).stream()
            .filter(its -> its.epoch() == deliver.epoch() && all.indexOf(its) < at)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no key before " + deliver));
    try (EpochKey epoch = EpochKey.of(key);
        PayloadCipher cipher =
            PayloadCipher.of(
                epoch, deliver.senderDevice(), deliver.connection(), TestNode.RANDOM)) {
      return new String(
          cipher.open(deliver.counter(), deliver.id(), deliver.sealed()), StandardCharsets.UTF_8);
    } catch (AuthenticationFailedException e) {
      throw new AssertionError(e);
    }
  }
}
