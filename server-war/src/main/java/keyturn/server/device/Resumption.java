package keyturn.server.device;

import keyturn.protocol.id.UserId;

/** What a resume token came to. */
public sealed interface Resumption {
  record Resumed(UserId user, String username) implements Resumption {}

  /** Unknown, over 30 days unused, revoked, or the account is disabled. */
  record Refused() implements Resumption {}

  /** A spent token: somebody has a copy, so no token of the device is valid any more. */
  record Revoked() implements Resumption {}
}
