package keyturn.client.vault;

import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/**
 * The server came back from a backup that is older than some of a conversation's messages.
 *
 * @param conversation as it is from now on
 * @param numbering from now on
 * @param agreed the vault's number up to which the server has everything
 * @param user whose vault this is
 * @param device messages that this device sent are the ones to do something about
 * @param fate what becomes of them
 * @param deliveredUpTo the vault's number up to which some device of the others has them
 */
public record ServerReturn(
    VaultConversation conversation,
    Numbering numbering,
    long agreed,
    UserId user,
    DeviceId device,
    Fate fate,
    long deliveredUpTo) {

  /** What becomes of own messages that the server has lost. */
  public enum Fate {
    /** They wait again, in their old order. */
    SENT_AGAIN,
    /** Nothing can be sent there: what nobody has is not delivered. */
    MARKED
  }

  /** The status of an own message that the server has lost. */
  VaultMessage.Status statusOf(long sequence) {
    return switch (fate) {
      case SENT_AGAIN -> VaultMessage.Status.WAITING;
      case MARKED ->
          sequence <= deliveredUpTo ? VaultMessage.Status.STORED : VaultMessage.Status.REFUSED;
    };
  }

  /** Whether this is one of them. */
  boolean concerns(VaultMessage message) {
    return message.sender().equals(user)
        && message.senderDevice().equals(device)
        && message.status() == VaultMessage.Status.STORED
        && message.text().isPresent()
        && message.sequence().orElse(0) > agreed;
  }

  ConversationId id() {
    return conversation.id();
  }

  /** The message as it is from now on. */
  VaultMessage changed(VaultMessage message) {
    VaultMessage.Status status = statusOf(message.sequence().orElseThrow());
    VaultMessage other = message.withStatus(status);
    return status == VaultMessage.Status.WAITING ? other.withoutSequence() : other;
  }
}
