package keyturn.mls.group;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.framing.Proposal;

/**
 * Which of the proposals that were received can go into one commit of ours (RFC 9420 §12.2, §12.4):
 * all that together make a valid list, so that one that fits nobody does not stop the others. What
 * the committer brings itself comes before all of it, a Remove before an Update, and the last
 * Update of a leaf before an earlier one.
 *
 * @param own what the committer brings itself
 */
record PendingSelection(
    Environment env, EpochState state, KnownPsks psks, List<ProposalEntry> own) {
  private static final List<Class<? extends Proposal>> AFTER_REMOVES =
      List.of(
          Proposal.Update.class,
          Proposal.GroupContextExtensions.class,
          Proposal.Add.class,
          Proposal.PreSharedKey.class);

  /** The references to commit, in the order in which they came. */
  Map<Bytes, ProposalEntry> choose(Map<Bytes, ProposalEntry> received) {
    Map<Bytes, ProposalEntry> sound = new LinkedHashMap<>();
    received.forEach(
        (reference, entry) -> {
          if (isSound(entry)) {
            sound.put(reference, entry);
          }
        });
    return fits(sound.values()) ? sound : fitting(sound);
  }

  /** Takes one after the other and keeps what fits with those before. */
  private Map<Bytes, ProposalEntry> fitting(Map<Bytes, ProposalEntry> sound) {
    Map<Bytes, ProposalEntry> kept = removes(sound);
    for (Class<? extends Proposal> kind : AFTER_REMOVES) {
      List<Bytes> references =
          new ArrayList<>(
              sound.keySet().stream()
                  .filter(reference -> kind.isInstance(at(sound, reference).proposal()))
                  .toList());
      if (kind == Proposal.Update.class) {
        Collections.reverse(references);
      }
      for (Bytes reference : references) {
        kept.put(reference, at(sound, reference));
        if (!fits(kept.values())) {
          kept.remove(reference);
        }
      }
    }
    Map<Bytes, ProposalEntry> inOrder = new LinkedHashMap<>(sound);
    inOrder.keySet().retainAll(kept.keySet());
    return inOrder;
  }

  /** Any Remove of somebody else fits, and what comes after may need it. */
  private Map<Bytes, ProposalEntry> removes(Map<Bytes, ProposalEntry> sound) {
    Set<Long> removed = new HashSet<>(Set.of((long) state.ownLeaf()));
    own.forEach(
        entry -> {
          if (entry.proposal() instanceof Proposal.Remove remove) {
            removed.add(remove.removed());
          }
        });
    Map<Bytes, ProposalEntry> kept = new LinkedHashMap<>();
    sound.forEach(
        (reference, entry) -> {
          if (entry.proposal() instanceof Proposal.Remove remove && removed.add(remove.removed())) {
            kept.put(reference, entry);
          }
        });
    return kept;
  }

  private static ProposalEntry at(Map<Bytes, ProposalEntry> entries, Bytes reference) {
    ProposalEntry entry = entries.get(reference);
    if (entry == null) {
      throw new IllegalStateException("no proposal of that reference");
    }
    return entry;
  }

  /** Whether it is good by itself, as far as we know. */
  private boolean isSound(ProposalEntry entry) {
    try {
      new ProposalRules(env, state).checkOne(entry);
      if (entry.proposal() instanceof Proposal.PreSharedKey psk) {
        psks.secret(state.suite(), List.of(psk.id())).close();
      }
      return true;
    } catch (MlsException e) {
      return false;
    }
  }

  private boolean fits(Iterable<ProposalEntry> chosen) {
    List<ProposalEntry> entries = new ArrayList<>();
    chosen.forEach(entries::add);
    entries.addAll(own);
    try {
      new ProposalRules(env, state).checkList(entries, state.ownLeaf());
      Applied applied = Applied.apply(state, entries, env.limits());
      MemberRules.check(applied.tree(), applied.extensions());
      MemberRules.checkClients(env.policy(), state.tree(), applied.tree());
      return true;
    } catch (MlsException e) {
      return false;
    }
  }
}
