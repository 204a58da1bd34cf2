package keyturn.server.conversation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What is over leaves the database. Every method blocks and throws {@link
 * keyturn.server.StoreException} if it fails; each can be repeated.
 */
public interface ErasureStore {
  /**
   * Erases the content and the keys of epochs whose grace is over and which nobody needs any more.
   *
   * @return what was erased, at most {@code atMost}
   */
  List<EpochRef> eraseEpochs(Retention retention, int atMost);

  /** Forgets messages whose content went long ago, so that no retry can come any more. */
  int forgetMessages(int atMost);

  /** Drops the cursors of devices that were removed: nothing is kept for them any longer. */
  int dropQueuesOfGoneDevices();

  KekUse kekUse();

  /**
   * Which key-encryption keys are needed.
   *
   * @param needed keys under which something is wrapped
   * @param firstDay an epoch of this day or a later one may be being born
   */
  record KekUse(Set<String> needed, LocalDate firstDay) {}
}
