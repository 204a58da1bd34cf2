package keyturn.server.conversation;

import java.util.List;
import keyturn.protocol.id.ConversationId;
import keyturn.server.session.Session;

/** Delivers to sessions what waits for their devices, and what comes while they are signed in. */
public interface Backlog {
  /** From now on whatever is accepted is noted for the session; nothing is delivered yet. */
  void register(Session session);

  /** Delivers from these positions on, as fast as the session drains. */
  void begin(Session session, List<Position> positions);

  void end(Session session);

  /**
   * Where a device stands in a conversation.
   *
   * @param delivered up to where the device has acknowledged
   * @param lastSequence the newest message there is
   */
  record Position(ConversationId conversation, long delivered, long lastSequence) {}
}
