package keyturn.server.conversation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.NeedKey;
import keyturn.protocol.message.ClientMessage.Watch;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.ServerMessage.Refused;
import keyturn.server.StoreWork;
import keyturn.server.conversation.Epochs.Current;
import keyturn.server.session.Session;

/** Hands current keys to those who ask, turning first what is over. */
public final class KeyRequests {
  /** A key handed out on request seals for at least so long. */
  private static final Duration LEAST_REMAINING = Duration.ofSeconds(3);

  private final ConversationPolicy policy;
  private final Epochs epochs;
  private final KeyHandover handover;
  private final ConversationsInUse inUse;
  private final StoreWork work;
  private final LongSupplier nanoTime;

  public KeyRequests(
      ConversationPolicy policy, SharedKeys keys, StoreWork work, LongSupplier nanoTime) {
    this.policy = policy;
    this.epochs = keys.epochs();
    this.handover = keys.handover();
    this.inUse = keys.inUse();
    this.work = work;
    this.nanoTime = nanoTime;
  }

  void needKey(Session session, NeedKey message) {
    ConversationId conversation = message.conversation();
    work.run(
        () ->
            handCurrent(session, conversation)
                .ifPresent(reason -> refuse(session, conversation, reason)),
        () -> refuse(session, conversation, Reason.TRY_AGAIN));
  }

  void watch(Session session, Watch message) {
    ConversationId conversation = message.conversation();
    if (!message.watching()) {
      inUse.unwatch(session.connection(), conversation);
      return;
    }
    work.run(
        () -> {
          Optional<Reason> refusal = handCurrent(session, conversation);
          if (refusal.isEmpty()) {
            inUse.watch(session.connection(), conversation);
          } else {
            refuse(session, conversation, refusal.get());
          }
        },
        () -> refuse(session, conversation, Reason.TRY_AGAIN));
  }

  /** Blocks. Checks first who asks: a stranger's question must not even turn a key. */
  Optional<Reason> handCurrent(Session session, ConversationId conversation) {
    Optional<Current> found =
        Optional.ofNullable(epochs.read(Set.of(conversation)).get(conversation));
    Optional<Reason> refusal = refusal(session, found);
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<Current> current =
        Optional.ofNullable(epochs.turn(Set.of(conversation), LEAST_REMAINING).get(conversation));
    refusal = refusal(session, current);
    if (refusal.isPresent()) {
      return refusal;
    }
    boolean handed =
        current.flatMap(Current::epoch).map(epoch -> hand(session, epoch)).orElse(false);
    return handed ? Optional.empty() : Optional.of(Reason.TRY_AGAIN);
  }

  /** Opening a conversation, watching it and sending the first message all ask: once is enough. */
  private boolean hand(Session session, Epoch epoch) {
    boolean current =
        epoch.remainingMillis(nanoTime.getAsLong()) >= LEAST_REMAINING.toMillis()
            && handover.holds(session, epoch.ref());
    return current || handover.hand(session, epoch);
  }

  /** The members of a conversation changed: nobody gets its keys from memory any more. */
  void ended(ConversationId conversation) {
    epochs.forget(conversation);
    inUse.drop(conversation);
  }

  private Optional<Reason> refusal(Session session, Optional<Current> found) {
    if (found.isEmpty() || !found.get().standing().devices().contains(session.device())) {
      return Optional.of(Reason.NOT_A_MEMBER);
    }
    Standing standing = found.get().standing();
    if (standing.state() == ConversationState.ENDED) {
      return Optional.of(Reason.CONVERSATION_ENDED);
    }
    if (!policy.suites().contains(standing.suite())
        || !ConversationPolicy.mayCarry(session.tunnelSuite(), standing.suite())) {
      return Optional.of(Reason.SUITE_NOT_ALLOWED);
    }
    return Optional.empty();
  }

  private static void refuse(Session session, ConversationId conversation, Reason reason) {
    session.push(new Refused(0, Optional.of(conversation), reason, 0));
  }
}
