package keyturn.client.session;

import java.util.List;
import java.util.Optional;
import keyturn.client.Trouble;
import keyturn.client.vault.VaultReceipt;
import keyturn.protocol.message.ServerMessage.Receipt;

/** How far the devices of the members have come, and which own messages that changes. */
final class Receipts {
  private final Desk desk;
  private final Receiving receiving;

  /**
   * The server begins by saying how far every device is; a device that is new among these may have
   * appeared after the messages it seems to have.
   */
  private boolean overview = true;

  Receipts(Desk desk, Receiving receiving) {
    this.desk = desk;
    this.receiving = receiving;
  }

  void online() {
    overview = true;
  }

  /** Something happened that comes only after the overview. */
  void overviewIsOver() {
    overview = false;
  }

  void on(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      desk.conversation(receipt.conversation())
          .ifPresent(conversation -> on(conversation, numbered(conversation, receipt)));
    }
  }

  /** As this vault numbers. */
  private static Receipt numbered(Conversation conversation, Receipt receipt) {
    return new Receipt(
        receipt.conversation(),
        receipt.user(),
        receipt.device(),
        conversation.numbering.local(receipt.delivered()),
        conversation.numbering.local(receipt.read()));
  }

  private void on(Conversation conversation, Receipt receipt) {
    if (receipt.device().equals(desk.self().device())) {
      ourPlace(conversation, receipt.delivered());
    }
    if (receipt.user().equals(desk.self().user())) {
      // What was read on one device of a person has been read on all.
      receiving.markRead(conversation, receipt.read());
      return;
    }
    Optional<VaultReceipt> known = Optional.ofNullable(conversation.receipts.get(receipt.device()));
    VaultReceipt before = known.orElseGet(() -> first(conversation, receipt));
    VaultReceipt now =
        new VaultReceipt(
            conversation.id,
            receipt.user(),
            receipt.device(),
            before.since(),
            Math.max(before.delivered(), receipt.delivered()),
            Math.max(before.read(), receipt.read()));
    if (known.filter(now::equals).isEmpty()) {
      conversation.receipts.put(receipt.device(), now);
      save(conversation, before, now);
    }
  }

  /** Where our queue starts, as the server sees it. */
  private void ourPlace(Conversation conversation, long delivered) {
    conversation.received.backTo(Math.max(conversation.confirmed, delivered));
    conversation.confirmed = Math.max(conversation.confirmed, delivered);
    long missing = conversation.received.beginAfter(delivered);
    if (missing > 0 && conversation.lane.size() == 0) {
      desk.emit(Trouble.MESSAGES_MISSING.problem(conversation.id));
    }
  }

  private VaultReceipt first(Conversation conversation, Receipt receipt) {
    boolean hadNothing = conversation.begunHere && conversation.receipts.isEmpty();
    // Who acknowledges has got at least what is acknowledged last.
    long atLeastTheLast = Math.max(0, receipt.delivered() - 1);
    long since = overview ? receipt.delivered() : hadNothing ? 0 : atLeastTheLast;
    return new VaultReceipt(conversation.id, receipt.user(), receipt.device(), since, since, 0);
  }

  private void save(Conversation conversation, VaultReceipt before, VaultReceipt now) {
    long to = Math.max(now.delivered(), now.read());
    long from =
        Math.min(
            now.delivered() > before.delivered() ? before.delivered() : to,
            now.read() > before.read() ? before.read() : to);
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
