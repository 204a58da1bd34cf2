package keyturn.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.ClientEvent;
import keyturn.client.ClientListener;
import keyturn.client.ServerAddress;
import keyturn.client.StoredMessage;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.desktop.common.Client;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;

/** Remembers what the window asked, as lines, and says what the test wants. */
final class ScriptedClient implements Client {
  final ServerAddress server;
  final List<String> asked = new ArrayList<>();
  final List<StoredMessage> stored = new ArrayList<>();
  private final ClientListener listener;
  private byte sent;

  ScriptedClient(ServerAddress server, ClientListener listener) {
    this.server = server;
    this.listener = listener;
  }

  void say(ClientEvent... events) {
    for (ClientEvent event : events) {
      if (event instanceof ClientEvent.MessageChanged changed) {
        StoredMessage message = changed.message();
        stored.removeIf(m -> m.id().equals(message.id()));
        stored.add(message);
      }
      listener.onEvent(event);
    }
  }

  @Override
  public void signIn(String username, char[] password) {
    asked.add("signIn " + username + " " + new String(password));
  }

  @Override
  public void register(String username, char[] password, Optional<String> invitation) {
    asked.add("register " + username + " " + new String(password) + " " + invitation.orElse("-"));
  }

  @Override
  public void signOut() {
    asked.add("signOut");
  }

  @Override
  public void trust(Fingerprint presented) {
    asked.add("trust " + presented);
  }

  @Override
  public void refuseTrust() {
    asked.add("refuseTrust");
  }

  @Override
  public void open(String with, Optional<CipherSuite> suite) {
    asked.add("open " + with + " " + suite.map(Enum::name).orElse("-"));
  }

  @Override
  public void leave(ConversationId conversation) {
    asked.add("leave " + conversation.value());
  }

  @Override
  public void watch(ConversationId conversation, boolean watching) {
    asked.add("watch " + conversation.value() + " " + watching);
  }

  @Override
  public MessageId send(ConversationId conversation, String text) {
    asked.add("send " + conversation.value() + " " + text);
    byte[] id = new byte[MessageId.LENGTH_BYTES];
    id[0] = ++sent;
    return new MessageId(Bytes.of(id));
  }

  @Override
  public void retry(MessageId message) {
    asked.add("retry " + message);
  }

  @Override
  public void discard(MessageId message) {
    asked.add("discard " + message);
  }

  @Override
  public void markRead(ConversationId conversation, long upToSequence) {
    asked.add("markRead " + conversation.value() + " " + upToSequence);
  }

  @Override
  public void tryNow() {
    asked.add("tryNow");
  }

  @Override
  public CompletableFuture<List<StoredMessage>> history(
      ConversationId conversation, long beforeSequence, int limit) {
    List<StoredMessage> found =
        stored.stream()
            .filter(m -> m.conversation().equals(conversation))
            .filter(m -> m.sequence().orElse(Long.MAX_VALUE - 1) < beforeSequence)
            .toList();
    return CompletableFuture.completedFuture(
        found.subList(Math.max(0, found.size() - limit), found.size()));
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
