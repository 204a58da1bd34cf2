package keyturn.mls.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.tree.LeafNode;

/**
 * Which of the proposals that were received can go into one commit of ours (RFC 9420 §12.2): a
 * Remove before an Update, the last Update of a leaf, nothing of ours that a committer may not
 * commit, and what the committer brings itself before all of it.
 */
final class PendingSelection {
  private final EpochState state;
  private final Policy policy;
  private final Set<Long> removed = new HashSet<>();
  private final List<LeafNode> added = new ArrayList<>();
  private final Set<PreSharedKeyId> psks = new HashSet<>();
  private boolean context;

  PendingSelection(EpochState state, Policy policy, List<Proposal> own) {
    this.state = state;
    this.policy = policy;
    own.forEach(this::take);
  }

  /** The references to commit, in the order in which they came. */
  Map<Bytes, ProposalEntry> choose(Map<Bytes, ProposalEntry> received) {
    Map<Long, Bytes> updates = new LinkedHashMap<>();
    Set<Bytes> chosen = new HashSet<>();
    received.forEach(
        (reference, entry) -> {
          if (entry.proposal() instanceof Proposal.Remove remove
              && remove.removed() != state.ownLeaf()
              && removed.add(remove.removed())) {
            chosen.add(reference);
          }
        });
    received.forEach(
        (reference, entry) -> {
          if (entry.proposal() instanceof Proposal.Update
              && entry.sender() instanceof Sender.Member member
              && member.leaf() != state.ownLeaf()
              && !removed.contains(member.leaf())) {
            updates.put(member.leaf(), reference);
          } else if (isFree(entry.proposal())) {
            take(entry.proposal());
            chosen.add(reference);
          }
        });
    chosen.addAll(updates.values());
    Map<Bytes, ProposalEntry> result = new LinkedHashMap<>();
    received.forEach(
        (reference, entry) -> {
          if (chosen.contains(reference)) {
            result.put(reference, entry);
          }
        });
    return result;
  }

  private void take(Proposal proposal) {
    if (proposal instanceof Proposal.Remove remove) {
      removed.add(remove.removed());
    } else if (proposal instanceof Proposal.Add add) {
      added.add(add.keyPackage().leaf());
    } else if (proposal instanceof Proposal.PreSharedKey psk) {
      psks.add(psk.id());
    } else if (proposal instanceof Proposal.GroupContextExtensions) {
      context = true;
    }
  }

  private boolean isFree(Proposal proposal) {
    if (proposal instanceof Proposal.Add add) {
      LeafNode leaf = add.keyPackage().leaf();
      return added.stream().noneMatch(other -> policy.sameClient(other, leaf))
          && state.tree().members().stream()
              .filter(index -> !removed.contains((long) index))
              .noneMatch(index -> policy.sameClient(state.tree().leaf(index).orElseThrow(), leaf));
    }
    if (proposal instanceof Proposal.PreSharedKey psk) {
      return !psks.contains(psk.id());
    }
    return proposal instanceof Proposal.GroupContextExtensions && !context;
  }
}
