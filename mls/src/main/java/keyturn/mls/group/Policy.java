package keyturn.mls.group;

import java.time.Instant;
import java.util.Optional;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.Lifetime;

/**
 * What only the application can decide. It is asked while a message is validated, before anything
 * has changed; a "no" refuses the message. Implementations must answer the same for all members, or
 * the group falls apart (RFC 9420 §16.12), and must not call back into the group.
 */
public interface Policy {
  /** Whether the credential is true of this signature key (RFC 9420 §5.3.1). */
  boolean acceptsCredential(LeafNode leaf);

  /** Whether both stand for one client, say one device of one account (RFC 9420 §12.2). */
  boolean sameClient(LeafNode one, LeafNode other);

  /** Whether a member may present itself so from now on (RFC 9420 §5.3.1). */
  default boolean acceptsReplacement(LeafNode before, LeafNode after) {
    return sameClient(before, after);
  }

  /**
   * Whether somebody may join by an external commit (RFC 9420 §12.4.3.2). By default only a client
   * that is a member and in the same commit removes what it was: any other join would be a ghost
   * device.
   *
   * @param removed the leaf that the commit removes, if it does
   */
  default boolean acceptsExternalJoin(LeafNode joiner, Optional<LeafNode> removed) {
    return removed.isPresent() && sameClient(removed.get(), joiner);
  }

  /** Whether this member may propose this, in a message of its own or in a commit. */
  default boolean acceptsProposal(LeafNode sender, Proposal proposal) {
    return true;
  }

  /**
   * Whether somebody who is no member may propose this (RFC 9420 §12.1.8): one of the group's
   * external senders, or a client that asks to be added. By default nobody may.
   */
  default boolean acceptsOutsideProposal(Sender sender, Proposal proposal) {
    return false;
  }

  /** Whether a key package is good now; nothing may last longer than 92 days (RFC 9420 §7.2). */
  default boolean acceptsLifetime(Lifetime lifetime, Instant now) {
    return lifetime.includes(now) && lifetime.isWithin(92L * 24 * 60 * 60);
  }
}
