package keyturn.server.conversation;

import keyturn.crypto.Bytes;

/** An epoch key as the database holds it: sealed under a key of the {@link KeyRing}. */
public record WrappedKey(String kekId, Bytes box) {}
