package keyturn.client.vault;

import keyturn.protocol.id.MessageId;

/**
 * Which message has a number.
 *
 * @param sequence the vault's ({@link Numbering})
 */
public record VaultPlace(long sequence, MessageId id) {}
