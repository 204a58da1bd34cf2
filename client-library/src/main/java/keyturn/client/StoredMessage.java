package keyturn.client;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/**
 * A message as the vault holds it.
 *
 * @param id together with conversation and sender it is unique
 * @param senderDevice the device it came from
 * @param mine sent by this account, from this device or another
 * @param text empty if it could not be opened: show it as unreadable
 * @param epoch the key period it was sealed under, 0 while it waits
 * @param sequence the server's, empty while it waits or was refused
 * @param late it was over two minutes old when it came
 * @param at accepted by the server, by the server's clock; while it waits, written here
 * @param delivered how many of the other person's {@code devices} have it on disk
 */
public record StoredMessage(
    ConversationId conversation,
    MessageId id,
    DeviceId senderDevice,
    String senderName,
    boolean mine,
    Optional<String> text,
    long epoch,
    OptionalLong sequence,
    boolean late,
    Instant at,
    DeliveryState state,
    int delivered,
    int devices) {

  /** Without the text. */
  @Override
  public String toString() {
    return "StoredMessage[conversation=%d, id=%s, mine=%s, epoch=%d, sequence=%s, late=%s, state=%s]"
        .formatted(conversation.value(), id, mine, epoch, sequence, late, state);
  }
}
