package keyturn.client.session;

import java.util.List;
import keyturn.client.vault.VaultReceipt;
import keyturn.protocol.message.ServerMessage.Receipt;

/** How far the devices of the members have come, and which own messages that changes. */
final class Receipts {
  private final Desk desk;

  Receipts(Desk desk) {
    this.desk = desk;
  }

  void on(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      desk.conversation(receipt.conversation())
          .ifPresent(conversation -> on(conversation, receipt));
    }
  }

  private void on(Conversation conversation, Receipt receipt) {
    VaultReceipt before =
        conversation.receipts.getOrDefault(
            receipt.device(),
            new VaultReceipt(conversation.id, receipt.user(), receipt.device(), 0, 0));
    VaultReceipt now =
        new VaultReceipt(
            conversation.id,
            receipt.user(),
            receipt.device(),
            Math.max(before.delivered(), receipt.delivered()),
            Math.max(before.read(), receipt.read()));
    conversation.receipts.put(receipt.device(), now);
    if (receipt.user().equals(desk.self().user()) || now.equals(before)) {
      return;
    }
    long from =
        Math.min(
            now.delivered() > before.delivered() ? before.delivered() : Long.MAX_VALUE,
            now.read() > before.read() ? before.read() : Long.MAX_VALUE);
    long to = Math.max(now.delivered(), now.read());
    desk.withVault(
        vault -> {
          vault.saveReceipts(List.of(now));
          return vault.between(conversation.id, from, to);
        },
        affected ->
            desk.show(
                conversation,
                affected.stream()
                    .filter(message -> message.sender().equals(desk.self().user()))
                    .toList()));
  }
}
