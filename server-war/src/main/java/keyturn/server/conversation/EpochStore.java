package keyturn.server.conversation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import keyturn.protocol.id.ConversationId;

/**
 * Epochs in the database. Every method is one transaction, blocks, and throws {@link
 * keyturn.server.StoreException} if it fails.
 */
public interface EpochStore {
  /** Reads without a lock; unknown conversations are absent. */
  Map<ConversationId, Standing> read(Set<ConversationId> conversations);

  /**
   * Gives every active conversation a new epoch whose newest seals for less than {@code least}, or
   * has as many messages as an epoch may have. The row of the conversation is locked while that is
   * decided: of two who come at once one turns the key and the other reads it.
   */
  Map<ConversationId, Standing> turn(
      Set<ConversationId> conversations, Duration least, KeyMaker keys);

  /** Those of {@code epochs} that exist. */
  Map<EpochRef, StoredEpoch> find(Set<EpochRef> epochs);

  /** Makes the key of a new epoch. */
  interface KeyMaker {
    /**
     * Draws and wraps a key.
     *
     * @param day today by the database's clock
     */
    WrappedKey make(EpochRef epoch, LocalDate day);
  }
}
