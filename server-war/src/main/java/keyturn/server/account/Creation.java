package keyturn.server.account;

import keyturn.protocol.id.UserId;

/** How making an account went. */
public sealed interface Creation {
  record Created(UserId user) implements Creation {}

  /** An account has this name, or one too alike. */
  record NameTaken() implements Creation {}

  /** The invitation is unknown, used or over. */
  record InvitationRefused() implements Creation {}
}
