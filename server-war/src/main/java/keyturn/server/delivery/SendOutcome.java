package keyturn.server.delivery;

import keyturn.protocol.message.Reason;

/** What was decided about a send. */
sealed interface SendOutcome {
  /** Stored by this batch. */
  record Stored(StoredMessage message) implements SendOutcome {}

  /** Stored before: a retry. */
  record Known(SendFacts.Sequenced place) implements SendOutcome {}

  record Refused(Reason reason) implements SendOutcome {}
}
