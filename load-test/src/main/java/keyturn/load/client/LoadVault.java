package keyturn.load.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keyturn.client.vault.Numbering;
import keyturn.client.vault.ServerReturn;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultAccount;
import keyturn.client.vault.VaultConversation;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultPage;
import keyturn.client.vault.VaultPlace;
import keyturn.client.vault.VaultReceipt;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/**
 * A vault in memory that keeps what a client needs to go on, and of what came only how far it went:
 * the texts of a run would not fit.
 */
final class LoadVault implements Vault {
  private Optional<VaultAccount> account;
  private final Map<ConversationId, VaultConversation> conversations = new LinkedHashMap<>();
  private final Map<MessageId, VaultMessage> waiting = new LinkedHashMap<>();

  LoadVault(Optional<VaultAccount> account) {
    this.account = account;
  }

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
    return Set.of();
  }

  @Override
  public Map<ConversationId, Numbering> numberings() {
    return Map.of();
  }

  @Override
  public List<VaultPlace> places(ConversationId conversation, long above, long upTo) {
    return List.of();
  }

  @Override
  public Optional<VaultPlace> newest(ConversationId conversation, long above, long upTo) {
    return Optional.empty();
  }

  @Override
  public List<VaultMessage> serverReturned(ServerReturn news) {
    return List.of();
  }

  @Override
  public void adoptDevice(DeviceId before, DeviceId now) {}

  @Override
  public int unread(ConversationId conversation) {
    return 0;
  }

  @Override
  public List<VaultMessage> addReceived(List<VaultMessage> messages) {
    return messages;
  }

  @Override
  public void addWaiting(VaultMessage message) {
    waiting.put(message.id(), message);
  }

  @Override
  public List<VaultMessage> waiting() {
    return List.copyOf(waiting.values());
  }

  @Override
  public Optional<VaultMessage> findOwn(MessageId id) {
    return Optional.ofNullable(waiting.get(id));
  }

  @Override
  public void update(List<VaultMessage> changed) {
    changed.forEach(
        message -> {
          if (message.status() == VaultMessage.Status.STORED) {
            waiting.remove(message.id());
          }
        });
  }

  @Override
  public void remove(VaultMessage message) {
    waiting.remove(message.id());
  }

  @Override
  public List<VaultMessage> history(ConversationId conversation, long beforeSequence, int limit) {
    return List.of();
  }

  @Override
  public List<VaultMessage> between(ConversationId conversation, long from, long to) {
    return List.of();
  }

  @Override
  public VaultPage page(Optional<ConversationId> in, long beforePosition, int limit) {
    return new VaultPage(List.of(), 0);
  }

  @Override
  public Map<ConversationId, String> drafts() {
    return Map.of();
  }

  @Override
  public void saveDraft(ConversationId conversation, String text) {}

  @Override
  public Map<String, String> notes() {
    return Map.of();
  }

  @Override
  public void saveNote(String name, String text) {}

  @Override
  public List<VaultReceipt> receipts() {
    return List.of();
  }

  @Override
  public void saveReceipts(List<VaultReceipt> receipts) {}

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
}
