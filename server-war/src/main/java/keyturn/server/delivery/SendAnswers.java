package keyturn.server.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.Accepted;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.server.StoreException;
import keyturn.server.conversation.ConversationsInUse;
import keyturn.server.conversation.Epochs;
import keyturn.server.conversation.Epochs.Current;
import keyturn.server.conversation.KeyHandover;
import keyturn.server.conversation.SharedKeys;
import keyturn.server.delivery.SendFacts.Sequenced;
import keyturn.server.session.Session;

/** Answers senders, after COMMIT, and brings what was stored to the feeds of the members. */
final class SendAnswers {
  private static final Duration LEAST_REMAINING = Duration.ofSeconds(3);
  private static final int SOON = 8;

  private final Epochs epochs;
  private final KeyHandover handover;
  private final ConversationsInUse inUse;
  private final Feeds feeds;
  private final LongSupplier nanoTime;

  /** Conversations in which something may have been stored that nobody was told of. */
  private final Set<ConversationId> unsure = new HashSet<>();

  SendAnswers(SharedKeys keys, Feeds feeds, LongSupplier nanoTime) {
    this.epochs = keys.epochs();
    this.handover = keys.handover();
    this.inUse = keys.inUse();
    this.feeds = feeds;
    this.nanoTime = nanoTime;
  }

  void give(Map<PendingSend, SendOutcome> outcomes, SendFacts facts) {
    long now = nanoTime.getAsLong();
    Map<ConversationId, Current> turned = turn(outcomes);
    Map<Session, List<AcceptedSend>> accepted = new LinkedHashMap<>();
    outcomes.forEach(
        (send, outcome) -> {
          if (outcome instanceof SendOutcome.Stored stored) {
            StoredMessage message = stored.message();
            accept(accepted, send, message.sequence(), message.acceptedAtMillis());
          } else if (outcome instanceof SendOutcome.Known before) {
            Sequenced place = before.place();
            accept(accepted, send, place.sequence(), millis(place));
          } else if (outcome instanceof SendOutcome.Refused refused) {
            flush(accepted, send.session());
            refuse(send, refused.reason(), turned);
          }
        });
    accepted.forEach(SendAnswers::push);
    outcomes.forEach((send, outcome) -> deliver(send, outcome, facts, now));
    recheck();
  }

  /** Stored by a transaction whose answer was lost. */
  void known(PendingSend send, Sequenced place) {
    if (send.takeAnswer()) {
      push(
          send.session(),
          List.of(
              new AcceptedSend(
                  send.conversation(), send.message().id(), place.sequence(), millis(place))));
    }
    unsure.add(send.conversation());
    recheck();
  }

  /** The database does not say what became of these. */
  void unsure(List<PendingSend> sends) {
    for (PendingSend send : sends) {
      unsure.add(send.conversation());
      send.refuse(Reason.TRY_AGAIN);
    }
  }

  private void recheck() {
    unsure.forEach(feeds::recheck);
    unsure.clear();
  }

  private void deliver(PendingSend send, SendOutcome outcome, SendFacts facts, long now) {
    if (outcome instanceof SendOutcome.Stored stored) {
      StoredMessage message = stored.message();
      inUse.message(message.conversation());
      SendFacts.ConversationFacts conversation = facts.conversations().get(message.conversation());
      if (conversation != null) {
        feeds.offer(new LiveMessage(message, now, 0), conversation.devices());
      }
    } else if (outcome instanceof SendOutcome.Known) {
      feeds.recheck(send.conversation());
    }
  }

  private Map<ConversationId, Current> turn(Map<PendingSend, SendOutcome> outcomes) {
    Set<ConversationId> over = new HashSet<>();
    outcomes.forEach(
        (send, outcome) -> {
          if (outcome instanceof SendOutcome.Refused refused
              && refused.reason() == Reason.EPOCH_OVER) {
            over.add(send.conversation());
          }
        });
    try {
      return over.isEmpty() ? Map.of() : epochs.turn(over, LEAST_REMAINING);
    } catch (StoreException e) {
      return Map.of();
    }
  }

  /** Where the epoch is over the new key goes before the refusal. */
  private void refuse(PendingSend send, Reason reason, Map<ConversationId, Current> turned) {
    if (reason != Reason.EPOCH_OVER) {
      send.refuse(reason);
      return;
    }
    Session session = send.session();
    boolean handed =
        Optional.ofNullable(turned.get(send.conversation()))
            .filter(current -> current.standing().devices().contains(session.device()))
            .flatMap(Current::epoch)
            .map(epoch -> handover.hand(session, epoch))
            .orElse(false);
    send.refuse(handed ? Reason.EPOCH_OVER : Reason.TRY_AGAIN);
  }

  private static void accept(
      Map<Session, List<AcceptedSend>> accepted, PendingSend send, long sequence, long millis) {
    if (send.takeAnswer()) {
      accepted
          .computeIfAbsent(send.session(), session -> new ArrayList<>())
          .add(new AcceptedSend(send.conversation(), send.message().id(), sequence, millis));
    }
  }

  private static void flush(Map<Session, List<AcceptedSend>> accepted, Session session) {
    List<AcceptedSend> sends = accepted.remove(session);
    if (sends != null) {
      push(session, sends);
    }
  }

  private static void push(Session session, List<AcceptedSend> sends) {
    Accepted answer = new Accepted(List.copyOf(sends));
    // A sender with much on its way waits for this answer to send more.
    if (sends.size() >= SOON) {
      session.push(answer);
    } else {
      session.pushInCompany(answer);
    }
  }

  private static long millis(Sequenced place) {
    return Math.floorDiv(place.acceptedAtMicros(), 1000L);
  }
}
