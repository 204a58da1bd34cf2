package keyturn.mls.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.tree.RatchetTree;

/**
 * A list of valid proposals applied to a copy of the tree (RFC 9420 §12.3).
 *
 * @param added new members by leaf, in the order of the list
 * @param removed leaves, as they were numbered before
 * @param updated leaves
 */
record Applied(
    RatchetTree tree,
    Extensions extensions,
    Map<Integer, KeyPackage> added,
    List<Integer> removed,
    List<Integer> updated,
    List<PreSharedKeyId> psks,
    Optional<Bytes> externalInit) {

  static Applied apply(EpochState state, List<ProposalEntry> entries, Limits limits)
      throws MlsException {
    RatchetTree tree = state.tree().copy();
    Extensions extensions = state.context().extensions();
    Map<Integer, KeyPackage> added = new LinkedHashMap<>();
    List<Integer> removed = new ArrayList<>();
    List<Integer> updated = new ArrayList<>();
    List<PreSharedKeyId> psks = new ArrayList<>();
    Optional<Bytes> externalInit = Optional.empty();
    for (ProposalEntry entry : entries) {
      if (entry.proposal() instanceof Proposal.GroupContextExtensions proposal) {
        extensions = proposal.extensions();
      } else if (entry.proposal() instanceof Proposal.Update update) {
        int leaf = (int) ((Sender.Member) entry.sender()).leaf();
        tree.update(leaf, update.leaf());
        updated.add(leaf);
      } else if (entry.proposal() instanceof Proposal.PreSharedKey psk) {
        psks.add(psk.id());
      } else if (entry.proposal() instanceof Proposal.ExternalInit init) {
        externalInit = Optional.of(init.kemOutput());
      }
    }
    for (ProposalEntry entry : entries) {
      if (entry.proposal() instanceof Proposal.Remove remove) {
        tree.remove((int) remove.removed());
        removed.add((int) remove.removed());
      }
    }
    tree.truncate();
    for (ProposalEntry entry : entries) {
      if (entry.proposal() instanceof Proposal.Add add) {
        added.put(tree.add(add.keyPackage().leaf(), limits), add.keyPackage());
      }
    }
    return new Applied(tree, extensions, added, removed, updated, psks, externalInit);
  }
}
