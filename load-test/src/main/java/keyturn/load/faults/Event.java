package keyturn.load.faults;

/**
 * Something that was observed in a run, in the order of observation. Devices, conversations and
 * messages go by names, so that a history can be written by hand.
 */
public sealed interface Event {
  /** A device of an account belongs to a conversation from a sequence on. */
  record Joined(String device, String account, String conversation, long after) implements Event {}

  /** An account was put out: nothing above this sequence may reach its devices. */
  record Left(String account, String conversation, long after) implements Event {}

  /** A user sent a message on a device. */
  record Sent(String device, String conversation, String message) implements Event {}

  /** The sender's device was told that the server has it. */
  record Acknowledged(String device, String conversation, String message, long sequence)
      implements Event {}

  /** The sender was told that it is not delivered. */
  record Refused(String device, String conversation, String message) implements Event {}

  /**
   * The sender's store was replaced by an older one before the answer came: it may appear at the
   * others or not, and nobody waits for it.
   */
  record Forgotten(String device, String conversation, String message) implements Event {}

  /** A message of somebody else appeared before a user. */
  record Shown(String device, String conversation, String message, String sender, long sequence)
      implements Event {}

  /** After the run the message is in the device's store. */
  record OnDisk(String device, String conversation, String message) implements Event {}

  /** After the run the server still has it for the device. */
  record Queued(String device, String conversation, String message) implements Event {}

  /**
   * A device noticed that the server came back from a backup, and numbers on its own from there.
   */
  record Renumbered(String device, String conversation) implements Event {}

  /**
   * A device's store was replaced by an older copy: what it no longer knows may come once more, and
   * in order again.
   */
  record Restored(String device) implements Event {}

  /** A user saw everything up to a sequence. */
  record Read(String device, String conversation, long upTo) implements Event {}

  /** The sender was told how far a message has come at the others. */
  record Receipt(String conversation, String message, Kind kind) implements Event {}

  /** What a receipt says. */
  enum Kind {
    DELIVERED,
    READ
  }

  /** Something was sealed under this key with this nonce. */
  record Sealed(String key, String nonce) implements Event {}

  /** A message's text was found in the clear where none may be. */
  record TextFound(String place) implements Event {}

  /** A key that should have been erased was found, or opened something. */
  record ErasedKeyFound(String place) implements Event {}

  /** How long somebody waited whom the fault did not concern. */
  record Bystander(String who, long waitedMillis) implements Event {}

  /** A resource before the faults and after the healing. */
  record Resource(String name, long before, long after) implements Event {}
}
