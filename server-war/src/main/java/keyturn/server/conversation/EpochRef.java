package keyturn.server.conversation;

import java.util.Comparator;
import keyturn.protocol.id.ConversationId;

/** Which epoch. */
public record EpochRef(ConversationId conversation, long number) implements Comparable<EpochRef> {
  private static final Comparator<EpochRef> ORDER =
      Comparator.comparing(EpochRef::conversation).thenComparingLong(EpochRef::number);

  @Override
  public int compareTo(EpochRef other) {
    return ORDER.compare(this, other);
  }
}
