package keyturn.client.vault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;

/** A vault for bots and tests: gone with the program. */
public final class InMemoryVault implements Vault {
  /** What makes a message one. */
  private record Key(ConversationId conversation, UserId sender, MessageId id) {
    static Key of(VaultMessage message) {
      return new Key(message.conversation(), message.sender(), message.id());
    }
  }

  /** A receipt's place. */
  private record ReceiptKey(ConversationId conversation, DeviceId device) {}

  private final Map<ConversationId, VaultConversation> conversations = new TreeMap<>();
  private final Map<Key, VaultMessage> messages = new LinkedHashMap<>();
  private final Map<ConversationId, NavigableMap<Long, Key>> bySequence = new TreeMap<>();
  private final Map<ConversationId, Numbering> numberings = new TreeMap<>();
  private final Map<ReceiptKey, VaultReceipt> receipts = new LinkedHashMap<>();
  private final Map<ConversationId, String> drafts = new TreeMap<>();
  private final Map<String, String> notes = new TreeMap<>();
  private Optional<VaultAccount> account = Optional.empty();

  @Override
  public Optional<VaultAccount> account() {
    return account;
  }

  @Override
  public void saveAccount(VaultAccount saved) {
    account = Optional.of(saved);
  }

  @Override
  public List<VaultConversation> conversations() {
    return List.copyOf(conversations.values());
  }

  @Override
  public void saveConversation(VaultConversation conversation) {
    conversations.put(conversation.id(), conversation);
  }

  @Override
  public Set<Long> sequences(ConversationId conversation, long above) {
    return Set.copyOf(sequenced(conversation).tailMap(above, false).keySet());
  }

  @Override
  public Map<ConversationId, Numbering> numberings() {
    return Map.copyOf(numberings);
  }

  @Override
  public List<VaultPlace> places(ConversationId conversation, long above, long upTo) {
    return between(conversation, above, upTo).stream()
        .map(message -> new VaultPlace(message.sequence().orElseThrow(), message.id()))
        .toList();
  }

  @Override
  public Optional<VaultPlace> newest(ConversationId conversation, long above, long upTo) {
    NavigableMap<Long, Key> here = sequenced(conversation).headMap(upTo, true);
    return here.isEmpty() || here.lastKey() <= above
        ? Optional.empty()
        : Optional.of(new VaultPlace(here.lastKey(), here.lastEntry().getValue().id()));
  }

  @Override
  public List<VaultMessage> serverReturned(ServerReturn news) {
    List<VaultMessage> lost =
        between(news.id(), news.agreed(), Long.MAX_VALUE).stream().filter(news::concerns).toList();
    List<VaultMessage> changed = lost.stream().map(news::changed).toList();
    lost.forEach(message -> sequenced(news.id()).remove(message.sequence().orElseThrow()));
    changed.forEach(this::put);
    numberings.put(news.id(), news.numbering());
    saveConversation(news.conversation());
    return changed;
  }

  @Override
  public void adoptDevice(DeviceId before, DeviceId now) {
    messages.replaceAll(
        (key, message) ->
            isOwn(key) && message.senderDevice().equals(before) ? message.sentBy(now) : message);
  }

  @Override
  public int unread(ConversationId conversation) {
    long read =
        Optional.ofNullable(conversations.get(conversation))
            .map(VaultConversation::read)
            .orElse(0L);
    Collection<Key> above = sequenced(conversation).tailMap(read, false).values();
    return (int) above.stream().filter(key -> !isOwn(key)).count();
  }

  @Override
  public List<VaultMessage> addReceived(List<VaultMessage> received) {
    List<VaultMessage> added = new ArrayList<>();
    for (VaultMessage message : received) {
      boolean known =
          messages.containsKey(Key.of(message))
              || sequenced(message.conversation()).containsKey(message.sequence().orElse(0));
      if (!known) {
        put(message);
        added.add(message);
      }
    }
    return added;
  }

  @Override
  public void addWaiting(VaultMessage message) {
    put(message);
  }

  @Override
  public List<VaultMessage> waiting() {
    return messages.values().stream()
        .filter(message -> message.status() == VaultMessage.Status.WAITING)
        .toList();
  }

  @Override
  public Optional<VaultMessage> findOwn(MessageId id) {
    return messages.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(id) && isOwn(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public void update(List<VaultMessage> changed) {
    changed.stream().filter(message -> messages.containsKey(Key.of(message))).forEach(this::put);
  }

  @Override
  public void remove(VaultMessage message) {
    messages.remove(Key.of(message));
    message.sequence().ifPresent(sequenced(message.conversation())::remove);
  }

  @Override
  public List<VaultMessage> history(ConversationId conversation, long beforeSequence, int limit) {
    List<VaultMessage> all =
        new ArrayList<>(inOrder(sequenced(conversation).headMap(beforeSequence, false).values()));
    if (beforeSequence == Long.MAX_VALUE) {
      messages.values().stream()
          .filter(message -> message.conversation().equals(conversation))
          .filter(message -> message.sequence().isEmpty())
          .forEach(all::add);
    }
    return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  @Override
  public List<VaultMessage> between(ConversationId conversation, long from, long to) {
    return from >= to
        ? List.of()
        : inOrder(sequenced(conversation).subMap(from, false, to, true).values());
  }

  @Override
  public VaultPage page(Optional<ConversationId> in, long beforePosition, int limit) {
    List<VaultMessage> all = new ArrayList<>(messages.values());
    int end = (int) Math.min(beforePosition - 1, all.size());
    List<VaultMessage> page = new ArrayList<>();
    int at = end;
    while (at > 0 && page.size() < limit) {
      VaultMessage message = all.get(--at);
      if (in.isEmpty() || in.get().equals(message.conversation())) {
        page.add(message);
      }
    }
    return new VaultPage(page, at == 0 ? 0 : at + 1);
  }

  @Override
  public Map<ConversationId, String> drafts() {
    return Map.copyOf(drafts);
  }

  @Override
  public void saveDraft(ConversationId conversation, String text) {
    if (text.isEmpty()) {
      drafts.remove(conversation);
    } else {
      drafts.put(conversation, text);
    }
  }

  @Override
  public Map<String, String> notes() {
    return Map.copyOf(notes);
  }

  @Override
  public void saveNote(String name, String text) {
    notes.put(name, text);
  }

  @Override
  public List<VaultReceipt> receipts() {
    return List.copyOf(receipts.values());
  }

  @Override
  public void saveReceipts(List<VaultReceipt> saved) {
    saved.forEach(
        receipt -> receipts.put(new ReceiptKey(receipt.conversation(), receipt.device()), receipt));
  }

  @Override
  public void addPassword(char[] password) {}

  @Override
  public void keepNewestPassword() {}

  @Override
  public void dropNewestPassword() {}

  @Override
  public void keep(SecretBytes secret) {}

  @Override
  public void forgetKept() {}

  @Override
  public void close() {}

  private void put(VaultMessage message) {
    Key key = Key.of(message);
    messages.put(key, message);
    message.sequence().ifPresent(sequence -> sequenced(message.conversation()).put(sequence, key));
  }

  private NavigableMap<Long, Key> sequenced(ConversationId conversation) {
    return bySequence.computeIfAbsent(conversation, id -> new TreeMap<>());
  }

  private List<VaultMessage> inOrder(Collection<Key> keys) {
    return keys.stream().map(messages::get).toList();
  }

  private boolean isOwn(Key key) {
    return account.filter(own -> own.user().equals(key.sender())).isPresent();
  }
}
