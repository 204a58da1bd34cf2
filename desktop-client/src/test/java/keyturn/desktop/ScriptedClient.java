package keyturn.desktop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.ClientEvent;
import keyturn.client.ClientListener;
import keyturn.client.DevicesAnswer;
import keyturn.client.SearchText;
import keyturn.client.ServerAddress;
import keyturn.client.StoredMessage;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.desktop.common.Client;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Presence;

/** Remembers what the window asked, as lines, and says what the test wants. */
final class ScriptedClient implements Client {
  final ServerAddress server;
  final List<String> asked = new ArrayList<>();
  final List<StoredMessage> stored = new ArrayList<>();
  final Map<ConversationId, String> drafts = new HashMap<>();
  final Map<String, String> notes = new HashMap<>();

  /** What the server says to the next question about devices. */
  DevicesAnswer devices = new DevicesAnswer.Unreachable();

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
  public void signInKept(String username, char[] secret) {
    asked.add("signInKept " + username + " " + new String(secret));
  }

  @Override
  public void keepSignedIn(char[] secret) {
    asked.add("keepSignedIn " + new String(secret));
  }

  @Override
  public void forgetKept() {
    asked.add("forgetKept");
  }

  @Override
  public void register(String username, char[] password, Optional<String> invitation) {
    asked.add("register " + username + " " + new String(password) + " " + invitation.orElse("-"));
  }

  @Override
  public void openOldVault(char[] old) {
    asked.add("openOldVault " + new String(old));
  }

  @Override
  public void beginNewVault() {
    asked.add("beginNewVault");
  }

  @Override
  public void changePassword(char[] current, char[] replacement) {
    asked.add("changePassword " + new String(current) + " " + new String(replacement));
  }

  @Override
  public CompletableFuture<DevicesAnswer> devices() {
    asked.add("devices");
    return CompletableFuture.completedFuture(devices);
  }

  @Override
  public CompletableFuture<DevicesAnswer> renameDevice(DeviceId device, String name) {
    asked.add("renameDevice " + device.value() + " " + name);
    return CompletableFuture.completedFuture(devices);
  }

  @Override
  public CompletableFuture<DevicesAnswer> revokeDevice(DeviceId device) {
    asked.add("revokeDevice " + device.value());
    return CompletableFuture.completedFuture(devices);
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
  public CompletableFuture<List<StoredMessage>> search(
      Optional<ConversationId> in, String wanted, int limit) {
    asked.add("search " + in.map(ConversationId::value).orElse(0L) + " " + wanted);
    List<StoredMessage> found = new ArrayList<>();
    for (int i = stored.size() - 1; i >= 0 && found.size() < limit; i--) {
      StoredMessage message = stored.get(i);
      boolean here = in.isEmpty() || in.get().equals(message.conversation());
      if (here && message.text().filter(new SearchText(wanted)::isIn).isPresent()) {
        found.add(message);
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletableFuture<Map<ConversationId, String>> drafts() {
    return CompletableFuture.completedFuture(Map.copyOf(drafts));
  }

  @Override
  public void saveDraft(ConversationId conversation, String text) {
    asked.add("saveDraft " + conversation.value() + " " + text);
    drafts.put(conversation, text);
  }

  @Override
  public CompletableFuture<Map<String, String>> notes() {
    return CompletableFuture.completedFuture(Map.copyOf(notes));
  }

  @Override
  public void saveNote(String name, String text) {
    asked.add("saveNote " + name + " " + text);
    notes.put(name, text);
  }

  @Override
  public void setPresence(Presence presence) {
    asked.add("setPresence " + presence);
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
