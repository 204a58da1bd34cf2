package keyturn.client;

/** How far a message has come. A received message is always {@link #STORED} or {@link #READ}. */
public enum DeliveryState {
  /** In the vault; the server has not confirmed it yet. It survives a crash of the client. */
  WAITING,
  /** The server has committed it. */
  STORED,
  /** At least one device of the other person has it on disk. */
  DELIVERED,
  /** Seen by the other person; for a received message, by this one. */
  READ,
  /** The server refused it for good: it is stored nowhere else. It can be retried or discarded. */
  NOT_DELIVERED
}
