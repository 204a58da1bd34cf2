package keyturn.protocol.message;

/** Why the server refused; the wire name is the enum name in lower case with hyphens. */
public enum Reason {
  /** Unknown name or wrong password: one answer for both. */
  SIGN_IN_REFUSED,
  /** Too many attempts; try again after the time named. */
  TOO_MANY_ATTEMPTS,
  /** The server is busy; try again after the time named. */
  BUSY,
  /** The resume token is not valid (any more): sign in with the password. */
  TOKEN_REFUSED,
  REGISTRATION_CLOSED,
  INVITATION_REFUSED,
  NAME_TAKEN,
  NAME_NOT_ALLOWED,
  PASSWORD_NOT_ALLOWED,
  UNKNOWN_PERSON,
  SUITE_NOT_ALLOWED,
  NOT_A_MEMBER,
  CONVERSATION_ENDED,
  /** The epoch is over (or not known); seal again under the key that comes with this refusal. */
  EPOCH_OVER,
  /** An earlier number of this connection was refused and has not come again yet. */
  OUT_OF_ORDER,
  /** The payload does not open, or its counter does not rise. */
  NOT_ACCEPTED,
  /** The recipient's queue is full. */
  QUEUE_FULL,
  /** The database is away; nothing was stored as far as is known: try again with the same id. */
  TRY_AGAIN,
  NOT_ALLOWED
}
