package keyturn.server.conversation;

import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;

/**
 * An epoch as read from the database, with its ages by the database's clock at that moment.
 *
 * @param sealsForMicros until it expires; negative afterwards
 * @param acceptedForMicros until the grace is over; negative afterwards
 * @param messages how many were sealed under it
 */
public record StoredEpoch(
    EpochRef ref,
    CipherSuite suite,
    WrappedKey key,
    long sealsForMicros,
    long acceptedForMicros,
    long messages) {
  public ConversationId conversation() {
    return ref.conversation();
  }
}
