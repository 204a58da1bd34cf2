package keyturn.client.vault;

import java.util.OptionalLong;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/**
 * A conversation as the vault keeps it.
 *
 * @param delivered everything up to here is on disk, or will never come; empty before the first
 *     message
 * @param read the user has seen everything up to here
 * @param lastSequence the highest known
 */
public record VaultConversation(
    ConversationId id,
    UserId withUser,
    String with,
    ConversationState state,
    CipherSuite suite,
    OptionalLong delivered,
    long read,
    long lastSequence) {

  public VaultConversation ended() {
    return new VaultConversation(
        id, withUser, with, ConversationState.ENDED, suite, delivered, read, lastSequence);
  }

  public VaultConversation deliveredUpTo(long number) {
    return new VaultConversation(
        id, withUser, with, state, suite, OptionalLong.of(number), read, lastSequence);
  }
}
