package keyturn.mls.group;

import java.time.Instant;
import java.util.Optional;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.Lifetime;

/**
 * What only the application can decide. It is asked while a message is validated, before anything
 * has changed; a "no" refuses the message. Implementations must answer the same for all members, or
 * the group falls apart (RFC 9420 §16.12), and must not call back into the group.
 */
public interface Policy {
  /**
   * Whether the credential is true of this signature key (RFC 9420 §5.3.1). Asked for every leaf of
   * a tree on joining, and for every commit that is followed, however old. So what was once true
   * stays true: "was this key ever signed for this account and device". What has been revoked since
   * is refused by {@link #isCurrent} and then removed from the group; to refuse it here would lock
   * out whoever still has to follow the commit that added it, or joins before it is removed.
   */
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

  /**
   * Whether this key is that of the service which the credential names (RFC 9420 §5.3.1), and it
   * may be one of a group's external senders. Asked wherever a group context names it, on joining
   * too, and so about the past like {@link #acceptsCredential}. By default there are none.
   */
  default boolean acceptsExternalSender(ExternalSender sender) {
    return false;
  }

  /**
   * Whether a key package may last so long at all (RFC 9420 §7.2), by default at most 92 days.
   * Asked of every leaf that has a lifetime, by every member, and so without a clock.
   */
  default boolean acceptsLifetime(Lifetime lifetime) {
    return lifetime.isWithin(92L * 24 * 60 * 60);
  }

  /**
   * Whether we may ourselves propose or commit this leaf now (RFC 9420 §7.3); never asked of what
   * others have sent, since it may have expired on the way. The one answer that need not be the
   * same for all members. By default a key package has to be within its lifetime; an application
   * refuses here, too, what has been revoked.
   */
  default boolean isCurrent(LeafNode leaf, Instant now) {
    return !(leaf.source() instanceof LeafSource.FromKeyPackage source)
        || source.lifetime().includes(now);
  }
}
