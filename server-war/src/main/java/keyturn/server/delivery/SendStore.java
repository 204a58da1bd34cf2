package keyturn.server.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import keyturn.protocol.id.ConversationId;
import keyturn.server.conversation.EpochRef;
import keyturn.server.delivery.SendFacts.Sequenced;

/** Where sends are stored. Every method is one transaction and blocks. */
public interface SendStore {
  /**
   * Locks the conversations in ascending order, reads what there is to know about them, asks what
   * is to be stored, stores and commits it. {@code decider} may be asked again, on new facts, if
   * the database rolled back.
   *
   * @return the decision whose messages are now stored
   * @throws keyturn.server.StoreException if it failed; whether something was stored is then for
   *     {@link #find} to say
   */
  <D extends Decision> D store(Batch batch, Function<SendFacts, D> decider);

  /** What a batch touches. */
  record Batch(Set<ConversationId> conversations, Set<EpochRef> epochs, Set<SendRef> sends) {}

  /** What was decided under the locks. */
  interface Decision {
    /** Each with the sequence after the conversation's last. */
    List<StoredMessage> toStore();
  }

  /** Those of {@code sends} that are stored, once no transaction on their conversations is open. */
  Map<SendRef, Sequenced> find(Set<ConversationId> conversations, Collection<SendRef> sends);
}
