package keyturn.client.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import keyturn.client.ClientEvent;
import keyturn.client.LinkLoss;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultException;
import keyturn.client.vault.VaultMessage;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage;

/**
 * Where the parts of a signed-in session work together: the conversations, the vault, the way to
 * the server. It lasts from the first sign-in to the sign-out, through all reconnects.
 */
final class Desk {
  private static final System.Logger LOG = System.getLogger(Desk.class.getName());

  /** After a write failed, what came is asked for again so much later. */
  private static final Duration VAULT_PAUSE = Duration.ofSeconds(10);

  final SessionParts parts;
  final Map<ConversationId, Conversation> conversations = new TreeMap<>();
  private final Link link;
  private final Vault vault;
  private Self self;
  private boolean online;
  private boolean closed;

  Desk(SessionParts parts, Link link, Vault vault, Self self) {
    this.parts = parts;
    this.link = link;
    this.vault = vault;
    this.self = self;
  }

  Self self() {
    return self;
  }

  boolean isOnline() {
    return online;
  }

  void online(Self now) {
    self = now;
    online = true;
  }

  void offline() {
    online = false;
    conversations.values().forEach(Conversation::disconnected);
  }

  Optional<Conversation> conversation(ConversationId id) {
    return Optional.ofNullable(conversations.get(id));
  }

  boolean hasRoom() {
    return online && link.hasRoom();
  }

  void send(ClientMessage message) {
    if (online) {
      link.send(message);
    }
  }

  /** As {@link #send}, before the session is online: part of the sign-in. */
  void tell(ClientMessage message) {
    link.send(message);
  }

  void reconnect(Duration delay, LinkLoss cause) {
    link.reconnect(delay, cause);
  }

  /** The server said what it must not: nothing is guessed, the connection ends. */
  void broken(String what) {
    LOG.log(System.Logger.Level.WARNING, "the server broke the protocol: {0}", what);
    link.broken();
  }

  void emit(ClientEvent event) {
    parts.events().accept(event);
  }

  void show(Conversation conversation, List<VaultMessage> messages) {
    for (VaultMessage message : messages) {
      emit(new ClientEvent.MessageChanged(conversation.show(message, self)));
    }
  }

  void show(Conversation conversation) {
    emit(new ClientEvent.ConversationChanged(conversation.view()));
  }

  /** Works with the vault; if that fails the user hears of it and {@code then} is not called. */
  <T> void withVault(Function<Vault, T> work, Consumer<T> then) {
    withVault(work, then, failure -> emit(Trouble.VAULT_FAILED.problem()));
  }

  <T> void withVault(Function<Vault, T> work, Consumer<T> then, Consumer<VaultException> failed) {
    if (!closed) {
      parts.vaultWork().run(() -> work.apply(vault), then, failed);
    }
  }

  /** Writes where nothing follows from it. */
  void write(Consumer<Vault> work) {
    withVault(
        open -> {
          work.accept(open);
          return Boolean.TRUE;
        },
        done -> {});
  }

  /** What came could not be written; nothing of it is acknowledged, so the server has it still. */
  void vaultFailed() {
    emit(Trouble.VAULT_FAILED.problem());
    reconnect(VAULT_PAUSE, LinkLoss.VAULT_FAILED);
  }

  void save(Conversation conversation) {
    var stored = conversation.toStore();
    write(open -> open.saveConversation(stored));
  }

  int queued() {
    return conversations.values().stream().mapToInt(one -> one.lane.size()).sum();
  }

  /** Closes the vault after what is queued for it; nothing is written any more. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    online = false;
    List<Conversation> all = new ArrayList<>(conversations.values());
    all.forEach(Conversation::disconnected);
    parts
        .vaultWork()
        .run(
            () -> {
              vault.close();
              return Boolean.TRUE;
            },
            done -> {},
            failure -> {});
  }
}
