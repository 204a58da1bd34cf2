package keyturn.protocol.id;

/** A conversation, drawn by the server; positive. */
public record ConversationId(long value) implements Comparable<ConversationId> {
  public ConversationId {
    if (value <= 0) {
      throw new IllegalArgumentException("ConversationId must be positive, was " + value);
    }
  }

  @Override
  public int compareTo(ConversationId other) {
    return Long.compare(value, other.value);
  }
}
