package keyturn.client.vault;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;

/**
 * A message as the vault keeps it; (conversation, sender, id) and (conversation, sequence) are
 * unique: whoever repeats a message from another device of the same account is not shown twice.
 *
 * @param text empty if it could not be opened
 */
public record VaultMessage(
    ConversationId conversation,
    MessageId id,
    DeviceId senderDevice,
    UserId sender,
    Optional<String> text,
    long epoch,
    OptionalLong sequence,
    boolean late,
    Instant at,
    Status status) {

  /** Where a message stands; how far receipts have come is kept beside it. */
  public enum Status {
    WAITING(1),
    STORED(2),
    REFUSED(3);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Status ofCode(int code) {
      for (Status status : values()) {
        if (status.code == code) {
          return status;
        }
      }
      throw new VaultException("message status " + code);
    }
  }

  /** The same, committed by the server. */
  public VaultMessage accepted(long epochSealedUnder, long atSequence, Instant acceptedAt) {
    return new VaultMessage(
        conversation,
        id,
        senderDevice,
        sender,
        text,
        epochSealedUnder,
        OptionalLong.of(atSequence),
        late,
        acceptedAt,
        Status.STORED);
  }

  public VaultMessage withStatus(Status changed) {
    return new VaultMessage(
        conversation, id, senderDevice, sender, text, epoch, sequence, late, at, changed);
  }

  /** As it was before the server took it. */
  VaultMessage withoutSequence() {
    return new VaultMessage(
        conversation,
        id,
        senderDevice,
        sender,
        text,
        epoch,
        OptionalLong.empty(),
        late,
        at,
        status);
  }

  VaultMessage sentBy(DeviceId device) {
    return new VaultMessage(
        conversation, id, device, sender, text, epoch, sequence, late, at, status);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "VaultMessage["
        + conversation.value()
        + ", "
        + id
        + ", "
        + sequence
        + ", "
        + status
        + "]";
  }
}
