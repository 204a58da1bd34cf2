package keyturn.server.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.StoredEpoch;

/** Reads what waits for a device. Blocks; throws {@link keyturn.server.StoreException}. */
public interface BacklogStore {
  /**
   * The next messages after {@code after} that the device has not acknowledged, by their sequence.
   * Nothing if it may get none: not a member, disabled, revoked.
   */
  Page page(UserId user, DeviceId device, ConversationId conversation, long after);

  /**
   * A part of what waits.
   *
   * @param epochs of the messages, as far as their keys still exist
   */
  record Page(List<Item> items, Map<EpochRef, StoredEpoch> epochs) {
    public static final Page NOTHING = new Page(List.of(), Map.of());
  }

  /**
   * One sequence.
   *
   * @param message nothing where the device sent it itself or its content is erased
   * @param ageMicros since its acceptance, by the database's clock
   */
  record Item(long sequence, Optional<StoredMessage> message, long ageMicros) {}
}
