package keyturn.client.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import keyturn.client.vault.Numbering;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultConversation;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultReceipt;
import keyturn.protocol.id.ConversationId;

/** A vault and what a session needs of it at once; read on the vault's thread. */
record Opened(
    Vault vault,
    List<VaultConversation> conversations,
    Map<ConversationId, Set<Long>> sequences,
    Map<ConversationId, Integer> unread,
    Map<ConversationId, Numbering> numberings,
    List<VaultMessage> waiting,
    List<VaultReceipt> receipts) {

  static Opened read(Vault vault) {
    List<VaultConversation> conversations = vault.conversations();
    Map<ConversationId, Set<Long>> sequences = new HashMap<>();
    Map<ConversationId, Integer> unread = new HashMap<>();
    for (VaultConversation conversation : conversations) {
      OptionalLong upTo = conversation.delivered();
      sequences.put(
          conversation.id(), new HashSet<>(vault.sequences(conversation.id(), upTo.orElse(0))));
      unread.put(conversation.id(), vault.unread(conversation.id()));
    }
    return new Opened(
        vault,
        conversations,
        sequences,
        unread,
        vault.numberings(),
        vault.waiting(),
        vault.receipts());
  }

  /** Puts everything in its place. */
  void fill(Desk desk) {
    for (VaultConversation stored : conversations) {
      Conversation conversation =
          new Conversation(stored, sequences.getOrDefault(stored.id(), Set.of()));
      conversation.number(numberings.getOrDefault(stored.id(), Numbering.PLAIN));
      conversation.unread = unread.getOrDefault(stored.id(), 0);
      desk.conversations.put(stored.id(), conversation);
    }
    for (VaultReceipt receipt : receipts) {
      desk.conversation(receipt.conversation())
          .ifPresent(conversation -> conversation.receipts.put(receipt.device(), receipt));
    }
    for (VaultMessage message : waiting) {
      desk.conversation(message.conversation())
          .ifPresent(
              conversation -> {
                conversation.lane.add(message);
                conversation.attempted.add(message.id());
              });
    }
  }
}
