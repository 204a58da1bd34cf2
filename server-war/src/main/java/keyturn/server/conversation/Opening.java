package keyturn.server.conversation;

import java.util.Optional;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage.LeaveConversation;
import keyturn.protocol.message.ClientMessage.OpenConversation;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.Member;
import keyturn.protocol.message.ServerMessage.Refused;
import keyturn.server.StoreWork;
import keyturn.server.session.Session;
import keyturn.server.session.Sessions;

/** Starts and ends conversations of two people, and tells all their sessions. */
public final class Opening {
  private final ConversationPolicy policy;
  private final ConversationStore store;
  private final PersonLookup people;
  private final KeyRequests keys;
  private final Sessions sessions;
  private final StoreWork work;

  public Opening(
      ConversationPolicy policy,
      ConversationStore store,
      PersonLookup people,
      KeyRequests keys,
      Sessions sessions,
      StoreWork work) {
    this.policy = policy;
    this.store = store;
    this.people = people;
    this.keys = keys;
    this.sessions = sessions;
    this.work = work;
  }

  void open(Session session, OpenConversation message) {
    long request = message.request();
    Optional<CipherSuite> suite = policy.choose(message.suite());
    if (suite.isEmpty() || !ConversationPolicy.mayCarry(session.tunnelSuite(), suite.get())) {
      refuse(session, request, Reason.SUITE_NOT_ALLOWED);
      return;
    }
    work.run(
        () -> {
          Optional<UserId> other = people.find(message.with());
          if (other.isEmpty()) {
            refuse(session, request, Reason.UNKNOWN_PERSON);
          } else if (other.get().equals(session.user())) {
            refuse(session, request, Reason.NOT_ALLOWED);
          } else {
            open(session, request, other.get(), suite.get());
          }
        },
        () -> refuse(session, request, Reason.TRY_AGAIN));
  }

  private void open(Session session, long request, UserId other, CipherSuite suite) {
    Optional<ConversationStore.Opened> found =
        store.open(session.user(), other, suite, policy.suites());
    if (found.isEmpty()) {
      refuse(session, request, Reason.UNKNOWN_PERSON);
      return;
    }
    ConversationStore.Opened opened = found.get();
    opened.ended().ifPresent(this::tellEnded);
    Conversation conversation = opened.conversation();
    session.push(answer(request, conversation));
    if (opened.outcome() == ConversationStore.Outcome.STARTED) {
      tell(conversation, Optional.of(session));
    }
    keys.handCurrent(session, conversation.conversation());
  }

  void leave(Session session, LeaveConversation message) {
    ConversationId conversation = message.conversation();
    work.run(
        () -> {
          ConversationStore.Left left = store.leave(session.user(), conversation);
          if (left instanceof ConversationStore.Left.Ended ended) {
            tellEnded(ended.conversation());
          } else if (left instanceof ConversationStore.Left.Refused refused) {
            refuse(session, conversation, refused.reason());
          }
        },
        () -> refuse(session, conversation, Reason.TRY_AGAIN));
  }

  private void tellEnded(Conversation conversation) {
    keys.ended(conversation.conversation());
    tell(conversation, Optional.empty());
  }

  private void tell(Conversation conversation, Optional<Session> except) {
    for (Member member : conversation.members()) {
      for (Session session : sessions.ofUser(member.user())) {
        if (except.isEmpty() || except.get() != session) {
          pushUnasked(session, conversation);
        }
      }
    }
  }

  /** Whoever opens and leaves all day must not fill another's queue. */
  private static void pushUnasked(Session session, ServerMessage message) {
    if (session.hasRoom()) {
      session.push(message);
    } else {
      session.whenDrained(() -> session.push(message));
    }
  }

  private static Conversation answer(long request, Conversation told) {
    return new Conversation(
        request,
        told.conversation(),
        told.state(),
        told.suite(),
        told.members(),
        told.lastSequence());
  }

  private static void refuse(Session session, long request, Reason reason) {
    session.push(new Refused(request, Optional.empty(), reason, 0));
  }

  private static void refuse(Session session, ConversationId conversation, Reason reason) {
    session.push(new Refused(0, Optional.of(conversation), reason, 0));
  }
}
