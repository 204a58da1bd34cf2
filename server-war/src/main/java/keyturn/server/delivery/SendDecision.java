package keyturn.server.delivery;

import static keyturn.protocol.supervised.EpochLife.MAX_MESSAGES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.EpochRef;
import keyturn.server.delivery.SendFacts.ConversationFacts;
import keyturn.server.delivery.SendFacts.EpochFacts;
import keyturn.server.delivery.SendFacts.Sequenced;
import keyturn.server.delivery.SendLanes.LaneRef;

/**
 * Decides about one batch of sends, in the order they came, on the facts of one transaction
 * (docs/spec/messages.md#send). A refused send touches no other but later ones of its lane.
 */
final class SendDecision implements SendStore.Decision {
  private final ConversationPolicy policy;
  private final SendLanes lanes;
  private final Map<PendingSend, Opening> openings;
  private final SendFacts facts;
  private final Map<LaneRef, SendLane> changedLanes = new HashMap<>();
  private final Map<ConversationId, Tally> tallies = new HashMap<>();
  private final Map<EpochRef, Long> epochMessages = new HashMap<>();
  private final Map<SendRef, Sequenced> stored = new HashMap<>();
  private final Map<PendingSend, SendOutcome> outcomes = new LinkedHashMap<>();

  /** What this batch has added to a conversation so far. */
  private record Tally(long lastSequence, long totalBytes, long waitingBytes) {
    Tally with(int bytes) {
      return new Tally(lastSequence + 1, totalBytes + bytes, waitingBytes + bytes);
    }
  }

  SendDecision(
      ConversationPolicy policy,
      SendLanes lanes,
      Map<PendingSend, Opening> openings,
      SendFacts facts) {
    this.policy = policy;
    this.lanes = lanes;
    this.openings = openings;
    this.facts = facts;
  }

  /** Call once. */
  void decide(List<PendingSend> sends) {
    for (PendingSend send : sends) {
      outcomes.put(send, inLane(send));
    }
  }

  /** In the order of the sends. */
  Map<PendingSend, SendOutcome> outcomes() {
    return outcomes;
  }

  Map<LaneRef, SendLane> changedLanes() {
    return changedLanes;
  }

  SendFacts facts() {
    return facts;
  }

  @Override
  public List<StoredMessage> toStore() {
    List<StoredMessage> messages = new ArrayList<>();
    for (SendOutcome outcome : outcomes.values()) {
      if (outcome instanceof SendOutcome.Stored accepted) {
        messages.add(accepted.message());
      }
    }
    return messages;
  }

  private SendOutcome inLane(PendingSend send) {
    LaneRef ref = SendLanes.refOf(send);
    SendLane lane = changedLanes.getOrDefault(ref, lanes.of(ref));
    long number = send.message().number();
    if (number > lane.next()) {
      return new SendOutcome.Refused(Reason.OUT_OF_ORDER);
    }
    Optional<SendOutcome> before = knownAs(send);
    if (number < lane.next()) {
      return before.orElse(new SendOutcome.Refused(Reason.NOT_ACCEPTED));
    }
    SendOutcome outcome = before.orElseGet(() -> judge(send, lane));
    if (!(outcome instanceof SendOutcome.Refused)) {
      changedLanes.put(ref, lane.accepted(send.message().counter()));
    }
    return outcome;
  }

  private Optional<SendOutcome> knownAs(PendingSend send) {
    Sequenced place = stored.getOrDefault(send.ref(), facts.known().get(send.ref()));
    if (place == null) {
      return Optional.empty();
    }
    return Optional.of(
        place.conversation().equals(send.conversation())
            ? new SendOutcome.Known(place)
            : new SendOutcome.Refused(Reason.NOT_ACCEPTED));
  }

  private SendOutcome judge(PendingSend send, SendLane lane) {
    ConversationFacts conversation = facts.conversations().get(send.conversation());
    if (conversation == null || !conversation.devices().contains(send.session().device())) {
      return new SendOutcome.Refused(Reason.NOT_A_MEMBER);
    }
    Tally tally =
        tallies.getOrDefault(
            send.conversation(),
            new Tally(
                conversation.lastSequence(),
                conversation.totalBytes(),
                conversation.waitingBytes()));
    return refusal(send, lane, conversation, tally)
        .<SendOutcome>map(SendOutcome.Refused::new)
        .orElseGet(() -> accept(send, tally));
  }

  private Optional<Reason> refusal(
      PendingSend send, SendLane lane, ConversationFacts conversation, Tally tally) {
    if (conversation.state() == ConversationState.ENDED) {
      return Optional.of(Reason.CONVERSATION_ENDED);
    }
    if (!policy.suites().contains(conversation.suite())) {
      return Optional.of(Reason.SUITE_NOT_ALLOWED);
    }
    EpochFacts epoch = facts.epochs().get(send.epoch());
    if (epoch == null
        || epoch.acceptedUntilMicros() <= facts.nowMicros()
        || epoch.messages() + epochMessages.getOrDefault(send.epoch(), 0L) >= MAX_MESSAGES) {
      return Optional.of(Reason.EPOCH_OVER);
    }
    Opening opening = openings.getOrDefault(send, Opening.NO_KEY);
    if (opening == Opening.NO_KEY) {
      return Optional.of(Reason.TRY_AGAIN);
    }
    if (opening == Opening.DOES_NOT_OPEN || send.message().counter() <= lane.lastCounter()) {
      return Optional.of(Reason.NOT_ACCEPTED);
    }
    if (tally.waitingBytes() + send.message().sealed().length() > policy.maxWaitingBytes()) {
      return Optional.of(Reason.QUEUE_FULL);
    }
    return Optional.empty();
  }

  private SendOutcome accept(PendingSend send, Tally tally) {
    Tally after = tally.with(send.message().sealed().length());
    tallies.put(send.conversation(), after);
    epochMessages.merge(send.epoch(), 1L, Long::sum);
    StoredMessage message =
        new StoredMessage(
            send.epoch(),
            after.lastSequence(),
            send.message().id(),
            send.session().user(),
            send.session().device(),
            send.session().connection(),
            send.message().counter(),
            send.message().sealed(),
            after.totalBytes(),
            facts.nowMicros());
    stored.put(
        send.ref(), new Sequenced(send.conversation(), after.lastSequence(), facts.nowMicros()));
    return new SendOutcome.Stored(message);
  }
}
