package keyturn.server.conversation;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.Agreement;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.Receipt;

/**
 * Conversations and their members in the database. Every method is one transaction, blocks, and
 * throws {@link keyturn.server.StoreException} if it fails. The request of each {@link
 * Conversation} is 0.
 */
public interface ConversationStore {
  /**
   * Finds the active conversation of two people or starts one.
   *
   * @param suite of a new conversation
   * @param allowed an active conversation of any other suite is ended, and a new one started
   * @return empty if one of them does not exist or is disabled
   */
  Optional<Opened> open(UserId opener, UserId other, CipherSuite suite, List<CipherSuite> allowed);

  record Opened(Conversation conversation, Outcome outcome, Optional<Conversation> ended) {}

  enum Outcome {
    FOUND,
    STARTED
  }

  /** Ends the conversation and its epochs, without grace. */
  Left leave(UserId user, ConversationId conversation);

  sealed interface Left {
    record Ended(Conversation conversation) implements Left {}

    record Refused(Reason reason) implements Left {}
  }

  /**
   * What a device needs to know when it has signed in. In conversations where it is new it starts
   * at the newest message: history is not sent.
   */
  Overview signIn(UserId user, DeviceId device);

  /**
   * How far the database agrees with what a device has of conversations of this user: each
   * conversation asked about, once.
   */
  List<Agreement> agree(UserId user, List<Place> places);

  record Overview(
      List<Conversation> conversations, List<Receipt> receipts, List<Backlog.Position> positions) {}
}
