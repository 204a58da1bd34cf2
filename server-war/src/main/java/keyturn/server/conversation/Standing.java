package keyturn.server.conversation;

import java.util.Optional;
import java.util.Set;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/**
 * How a conversation stands: read in one transaction, so that whoever is handed the key was a
 * member when it was read.
 *
 * @param epoch the newest, unless it is erased already
 * @param devices every device that may have the key: of present members, neither disabled nor
 *     revoked
 */
public record Standing(
    ConversationId conversation,
    ConversationState state,
    CipherSuite suite,
    Optional<StoredEpoch> epoch,
    Set<DeviceId> devices) {}
