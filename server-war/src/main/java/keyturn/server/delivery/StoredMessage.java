package keyturn.server.delivery;

import keyturn.crypto.Bytes;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.server.conversation.EpochRef;

/**
 * A message as the database holds it.
 *
 * @param totalBytes of the conversation, up to and with this message
 * @param acceptedAtMicros Unix time by the database's clock
 */
public record StoredMessage(
    EpochRef epoch,
    long sequence,
    MessageId id,
    UserId sender,
    DeviceId senderDevice,
    ConnectionId connection,
    long counter,
    Bytes sealed,
    long totalBytes,
    long acceptedAtMicros) {
  public ConversationId conversation() {
    return epoch.conversation();
  }

  public SendRef ref() {
    return new SendRef(senderDevice, id);
  }

  long acceptedAtMillis() {
    return Math.floorDiv(acceptedAtMicros, 1000L);
  }
}
