package keyturn.server.account;

import keyturn.protocol.id.UserId;

/**
 * A password matched this hash. The store takes it as proof only if the hash is still the
 * account's: checking takes a while, and the password may have been changed meanwhile.
 */
public record PasswordProof(UserId user, PasswordHash matched) {}
