package keyturn.client.vault;

import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/**
 * How far one device of a member has come; cumulative, 0 for nothing.
 *
 * @param since the device was given nothing up to here: it appeared later
 */
public record VaultReceipt(
    ConversationId conversation,
    UserId user,
    DeviceId device,
    long since,
    long delivered,
    long read) {

  /** The same, if nothing above {@code newest} is known. */
  public VaultReceipt atMost(long newest) {
    return new VaultReceipt(
        conversation, user, device, since, Math.min(delivered, newest), Math.min(read, newest));
  }

  /** Whether this device is one to which the message was due. */
  public boolean counts(long sequence) {
    return sequence > since;
  }

  public boolean hasDelivered(long sequence) {
    return counts(sequence) && sequence <= delivered;
  }

  public boolean hasRead(long sequence) {
    return counts(sequence) && sequence <= read;
  }
}
