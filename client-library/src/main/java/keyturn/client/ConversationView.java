package keyturn.client;

import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/**
 * A supervised conversation as its list row shows it.
 *
 * @param withUser the other person
 * @param with the other person's name
 * @param unread received messages after the last one marked read
 * @param lastSequence the highest sequence known here or named by the server
 * @param waiting own messages that the server has not confirmed yet
 */
public record ConversationView(
    ConversationId id,
    UserId withUser,
    String with,
    ConversationState state,
    CipherSuite suite,
    int unread,
    long lastSequence,
    int waiting) {}
