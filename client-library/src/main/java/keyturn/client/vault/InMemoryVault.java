package keyturn.client.vault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/** A vault for bots and tests: gone with the program. */
public final class InMemoryVault implements Vault {
  /** What makes a message one. */
  private record Key(ConversationId conversation, DeviceId senderDevice, MessageId id) {
    static Key of(VaultMessage message) {
      return new Key(message.conversation(), message.senderDevice(), message.id());
    }
  }

  private final Map<ConversationId, VaultConversation> conversations = new TreeMap<>();
  private final Map<Key, VaultMessage> messages = new LinkedHashMap<>();
  private final Map<List<Long>, VaultReceipt> receipts = new LinkedHashMap<>();
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
    return between(conversation, above, Long.MAX_VALUE).stream()
        .map(message -> message.sequence().getAsLong())
        .collect(Collectors.toSet());
  }

  @Override
  public int unread(ConversationId conversation) {
    long read = conversations.get(conversation).read();
    return (int)
        between(conversation, read, Long.MAX_VALUE).stream()
            .filter(message -> account.map(VaultAccount::user).stream()
                .noneMatch(message.sender()::equals))
            .count();
  }

  @Override
  public List<VaultMessage> addReceived(List<VaultMessage> received) {
    List<VaultMessage> added = new ArrayList<>();
    for (VaultMessage message : received) {
      boolean known =
          messages.containsKey(Key.of(message))
              || messages.values().stream()
                  .anyMatch(
                      other ->
                          other.conversation().equals(message.conversation())
                              && other.sequence().equals(message.sequence()));
      if (!known) {
        messages.put(Key.of(message), message);
        added.add(message);
      }
    }
    return added;
  }

  @Override
  public void addWaiting(VaultMessage message) {
    messages.put(Key.of(message), message);
  }

  @Override
  public List<VaultMessage> waiting() {
    return messages.values().stream()
        .filter(message -> message.status() == VaultMessage.Status.WAITING)
        .toList();
  }

  @Override
  public Optional<VaultMessage> find(MessageId id, DeviceId senderDevice) {
    return messages.values().stream()
        .filter(message -> message.id().equals(id) && message.senderDevice().equals(senderDevice))
        .findFirst();
  }

  @Override
  public void update(List<VaultMessage> changed) {
    changed.forEach(message -> messages.replace(Key.of(message), message));
  }

  @Override
  public void remove(VaultMessage message) {
    messages.remove(Key.of(message));
  }

  @Override
  public List<VaultMessage> history(ConversationId conversation, long beforeSequence, int limit) {
    List<VaultMessage> all =
        new ArrayList<>(
            between(
                conversation,
                0,
                beforeSequence == Long.MAX_VALUE ? Long.MAX_VALUE : beforeSequence - 1));
    if (beforeSequence == Long.MAX_VALUE) {
      messages.values().stream()
          .filter(message -> message.conversation().equals(conversation))
          .filter(message -> message.sequence().isEmpty())
          .forEach(all::add);
    }
    return Collections.unmodifiableList(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  @Override
  public List<VaultMessage> between(ConversationId conversation, long from, long to) {
    return messages.values().stream()
        .filter(message -> message.conversation().equals(conversation))
        .filter(message -> message.sequence().isPresent())
        .filter(
            message ->
                message.sequence().getAsLong() > from && message.sequence().getAsLong() <= to)
        .sorted(Comparator.comparingLong(message -> message.sequence().getAsLong()))
        .toList();
  }

  @Override
  public List<VaultReceipt> receipts() {
    return List.copyOf(receipts.values());
  }

  @Override
  public void saveReceipts(List<VaultReceipt> saved) {
    saved.forEach(
        receipt ->
            receipts.put(
                List.of(receipt.conversation().value(), receipt.device().value()), receipt));
  }

  @Override
  public void addPassword(char[] password) {}

  @Override
  public void keepNewestPassword() {}

  @Override
  public void dropNewestPassword() {}

  @Override
  public void close() {}
}
