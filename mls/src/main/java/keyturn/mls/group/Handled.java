package keyturn.mls.group;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;

/** What a handshake message has changed. */
public sealed interface Handled {
  /** A proposal waits for a commit. */
  record Proposed(Bytes reference, Sender sender, Proposal proposal) implements Handled {}

  /**
   * A new epoch has begun.
   *
   * @param committer its leaf in the new epoch
   * @param added leaves of the new epoch
   * @param removed leaves of the epoch before
   */
  record Entered(long epoch, int committer, List<Integer> added, List<Integer> removed)
      implements Handled {}

  /**
   * We are no longer a member; nothing more can be done with this group. Its keys are erased here,
   * and it cannot be saved any more: what was saved before still holds all of them, so erase it.
   *
   * <p>Who is removed cannot verify the confirmation tag of the commit that does it: one member
   * together with whoever orders the messages can make a single victim leave by a commit that all
   * others refuse.
   */
  record Removed(int committer) implements Handled {}
}
