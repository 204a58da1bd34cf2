package keyturn.server.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ServerMessage.Receipt;

/** How far devices are. Blocks; throws {@link keyturn.server.StoreException}. */
public interface CursorStore {
  /**
   * Moves cursors forward: never back, and never beyond the newest message. Where a device has no
   * cursor nothing happens.
   */
  Advanced advance(Collection<Progress> progress);

  /** One device acknowledged up to these sequences. */
  record Progress(ConversationId conversation, DeviceId device, long delivered, long read) {
    public Progress {
      read = Math.max(0, read);
      delivered = Math.max(0, delivered);
    }

    Progress merge(Progress other) {
      return new Progress(
          conversation, device, Math.max(delivered, other.delivered), Math.max(read, other.read));
    }
  }

  /**
   * What moved, and whom it concerns.
   *
   * @param receipts of the cursors that moved
   * @param devices of the present members of their conversations
   */
  record Advanced(List<Receipt> receipts, Map<ConversationId, Set<DeviceId>> devices) {}
}
