package keyturn.server.conversation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import keyturn.protocol.message.ClientMessage.Have;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage.Agreed;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.protocol.message.ServerMessage.Receipts;
import keyturn.server.StoreWork;
import keyturn.server.Workshop;
import keyturn.server.session.Session;

/** Tells a session that has just signed in how its conversations stand, and starts its backlog. */
public final class Arrival {
  private static final long RETRY_MILLIS = 1_000;

  private final ConversationStore store;
  private final KeyHandover handover;
  private final ConversationsInUse inUse;
  private final Backlog backlog;
  private final StoreWork work;
  private final ScheduledExecutorService timer;

  public Arrival(ConversationStore store, SharedKeys keys, Backlog backlog, Workshop workshop) {
    this.store = store;
    this.handover = keys.handover();
    this.inUse = keys.inUse();
    this.backlog = backlog;
    this.work = workshop.work();
    this.timer = workshop.timer();
  }

  void signedIn(Session session) {
    handover.register(session);
    inUse.register(session.connection());
    backlog.register(session);
    if (session.isOpen()) {
      tell(session);
    } else {
      // It may have ended before it was known here.
      signedOut(session);
    }
  }

  void signedOut(Session session) {
    backlog.end(session);
    inUse.forget(session.connection());
    handover.forget(session);
  }

  private void tell(Session session) {
    work.run(
        () -> {
          ConversationStore.Overview overview = store.signIn(session.user(), session.device());
          overview.conversations().forEach(session::push);
          List<Receipt> receipts = overview.receipts();
          for (int from = 0; from < receipts.size(); from += Limits.MAX_LIST) {
            int to = Math.min(receipts.size(), from + Limits.MAX_LIST);
            session.push(new Receipts(receipts.subList(from, to)));
          }
          backlog.begin(session, overview.positions());
        },
        () -> tellLater(session));
  }

  void compare(Session session, Have message) {
    work.run(
        () -> session.push(new Agreed(store.agree(session.user(), message.places()))),
        () -> {
          if (session.isOpen()) {
            var unused =
                timer.schedule(() -> compare(session, message), RETRY_MILLIS, MILLISECONDS);
          }
        });
  }

  /** The database is away: what waits there comes as soon as it is back. */
  private void tellLater(Session session) {
    if (session.isOpen()) {
      var unused = timer.schedule(() -> tell(session), RETRY_MILLIS, MILLISECONDS);
    }
  }
}
