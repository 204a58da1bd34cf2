package keyturn.client.vault;

import java.util.Optional;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Token;

/**
 * Whose vault it is.
 *
 * @param server the tunnel identity at the last sign-in
 * @param token the newest resume token; the server takes the one before it until this one is used,
 *     so that a crash before this is on disk locks nobody out
 */
public record VaultAccount(
    UserId user, String username, DeviceId device, Fingerprint server, Optional<Token> token) {}
