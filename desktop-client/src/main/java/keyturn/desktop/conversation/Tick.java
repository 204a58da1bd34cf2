package keyturn.desktop.conversation;

import keyturn.client.StoredMessage;

/** How far an own message has come. */
public enum Tick {
  /** A received message has none. */
  NONE,
  WAITING,
  STORED,
  DELIVERED,
  READ,
  NOT_DELIVERED;

  static Tick of(StoredMessage message) {
    if (!message.mine()) {
      return NONE;
    }
    return switch (message.state()) {
      case WAITING -> WAITING;
      case STORED -> STORED;
      case DELIVERED -> DELIVERED;
      case READ -> READ;
      case NOT_DELIVERED -> NOT_DELIVERED;
    };
  }
}
