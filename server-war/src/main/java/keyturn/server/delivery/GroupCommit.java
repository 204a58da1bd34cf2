package keyturn.server.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;
import keyturn.server.StoreException;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.EpochRef;
import keyturn.server.delivery.SendFacts.Sequenced;
import keyturn.server.delivery.SendLanes.LaneRef;

/**
 * Stores batches of sends, one transaction each, on the one thread that calls it; sends of one
 * connection thereby stay in their order. Nobody is answered before it is known what was committed.
 */
final class GroupCommit {
  private final ConversationPolicy policy;
  private final SendStore store;
  private final SendLanes lanes;
  private final PayloadCheck check;
  private final SendAnswers answers;

  GroupCommit(
      ConversationPolicy policy,
      SendStore store,
      SendLanes lanes,
      PayloadCheck check,
      SendAnswers answers) {
    this.policy = policy;
    this.store = store;
    this.lanes = lanes;
    this.check = check;
    this.answers = answers;
  }

  /** Blocks until every send is answered or its connection is known to be gone. */
  void process(List<PendingSend> received) {
    List<PendingSend> sends = new ArrayList<>(received);
    sends.removeIf(send -> send.isAnswered() || !lanes.knows(send.session().connection()));
    if (sends.isEmpty()) {
      return;
    }
    try {
      store(sends);
    } catch (StoreException e) {
      settle(sends);
    }
  }

  private void store(List<PendingSend> sends) {
    Map<PendingSend, Opening> openings = check.open(sends);
    SendDecision decision =
        store.store(
            batch(sends),
            facts -> {
              SendDecision next = new SendDecision(policy, lanes, openings, facts);
              next.decide(sends);
              return next;
            });
    decision.changedLanes().forEach(lanes::set);
    answers.give(decision.outcomes(), decision.facts());
  }

  /**
   * The transaction failed, perhaps in the answer to its COMMIT: what is stored counts. If nothing
   * is, and the database answers, each send is tried alone, so that one does not fail for another.
   */
  private void settle(List<PendingSend> sends) {
    Map<SendRef, Sequenced> found;
    try {
      SendStore.Batch batch = batch(sends);
      found = store.find(batch.conversations(), batch.sends());
    } catch (StoreException e) {
      answers.unsure(sends);
      return;
    }
    for (PendingSend send : sends) {
      Sequenced place = found.get(send.ref());
      if (place != null) {
        known(send, place);
      } else if (sends.size() > 1) {
        alone(send);
      } else {
        send.refuse(Reason.TRY_AGAIN);
      }
    }
  }

  private void alone(PendingSend send) {
    try {
      store(List.of(send));
    } catch (StoreException e) {
      answers.unsure(List.of(send));
    }
  }

  private void known(PendingSend send, Sequenced place) {
    LaneRef ref = SendLanes.refOf(send);
    SendLane lane = lanes.of(ref);
    if (lane.next() == send.message().number()) {
      lanes.set(ref, lane.accepted(send.message().counter()));
    }
    answers.known(send, place);
  }

  private static SendStore.Batch batch(List<PendingSend> sends) {
    Set<ConversationId> conversations = new HashSet<>();
    Set<EpochRef> epochs = new HashSet<>();
    Set<SendRef> refs = new HashSet<>();
    for (PendingSend send : sends) {
      conversations.add(send.conversation());
      epochs.add(send.epoch());
      refs.add(send.ref());
    }
    return new SendStore.Batch(conversations, epochs, refs);
  }
}
