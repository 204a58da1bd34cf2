package keyturn.server.delivery;

import java.util.Map;
import java.util.Set;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.server.conversation.EpochRef;

/**
 * What the database says about a batch of sends while it holds the locks on their conversations.
 * What does not exist is absent.
 *
 * @param nowMicros Unix time by the database's clock, after the locks were taken
 */
public record SendFacts(
    long nowMicros,
    Map<ConversationId, ConversationFacts> conversations,
    Map<EpochRef, EpochFacts> epochs,
    Map<SendRef, Sequenced> known) {
  /**
   * A conversation's row and members.
   *
   * @param devices of present members, neither disabled nor revoked
   * @param waitingBytes for the device that is furthest behind
   */
  public record ConversationFacts(
      ConversationState state,
      CipherSuite suite,
      long lastSequence,
      long totalBytes,
      long waitingBytes,
      Set<DeviceId> devices) {}

  public record EpochFacts(long acceptedUntilMicros, long messages) {}

  /** Where a message stands that was accepted before. */
  public record Sequenced(ConversationId conversation, long sequence, long acceptedAtMicros) {}
}
