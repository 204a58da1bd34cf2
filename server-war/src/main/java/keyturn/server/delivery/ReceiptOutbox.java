package keyturn.server.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.protocol.message.ServerMessage.Receipts;
import keyturn.server.session.Session;

/**
 * Receipts on their way to a session. They are cumulative: while the session has no room only the
 * newest of each device is kept. Thread-safe.
 */
final class ReceiptOutbox {
  private final Session session;
  private final Map<Of, Receipt> waiting = new LinkedHashMap<>();
  private boolean sleeping;

  private record Of(ConversationId conversation, DeviceId device) {}

  ReceiptOutbox(Session session) {
    this.session = session;
  }

  synchronized void add(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      waiting.put(new Of(receipt.conversation(), receipt.device()), receipt);
    }
    if (!sleeping) {
      flush();
    }
  }

  private synchronized void wake() {
    sleeping = false;
    flush();
  }

  private void flush() {
    while (!waiting.isEmpty()) {
      if (!session.hasRoom()) {
        sleeping = true;
        session.whenDrained(this::wake);
        return;
      }
      List<Receipt> part = new ArrayList<>(waiting.values());
      part = List.copyOf(part.subList(0, Math.min(part.size(), Limits.MAX_LIST)));
      part.forEach(receipt -> waiting.remove(new Of(receipt.conversation(), receipt.device())));
      session.pushInCompany(new Receipts(part));
    }
  }
}
