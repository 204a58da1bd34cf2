package keyturn.client.vault;

import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/** How far one device of a member has come; cumulative, 0 for nothing. */
public record VaultReceipt(
    ConversationId conversation, UserId user, DeviceId device, long delivered, long read) {}
