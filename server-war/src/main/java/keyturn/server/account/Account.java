package keyturn.server.account;

import keyturn.protocol.id.UserId;

/** An account as stored, for the check of its password. */
public record Account(UserId user, String name, PasswordHash passwordHash) {}
