package keyturn.server.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.server.StoreWork;
import keyturn.server.Workshop;
import keyturn.server.conversation.Backlog;
import keyturn.server.conversation.Epochs;
import keyturn.server.conversation.KeyHandover;
import keyturn.server.conversation.SharedKeys;
import keyturn.server.session.Session;

/** The feeds of all sessions of this node. Thread-safe; nothing blocks. */
public final class Feeds implements Backlog {
  private static final long RETRY_MILLIS = 1_000;

  private final BacklogStore store;
  private final Epochs epochs;
  private final KeyHandover handover;
  private final StoreWork work;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;
  private final SendLanes lanes = new SendLanes();
  private final ConcurrentMap<DeviceId, Feed> feeds = new ConcurrentHashMap<>();

  public Feeds(BacklogStore store, SharedKeys keys, Workshop workshop) {
    this.store = store;
    this.epochs = keys.epochs();
    this.handover = keys.handover();
    this.work = workshop.work();
    this.timer = workshop.timer();
    this.nanoTime = workshop.nanoTime();
  }

  @Override
  public void register(Session session) {
    lanes.register(session.connection());
    Feed feed = new Feed(session, store, epochs, handover, this::resume, nanoTime);
    Feed older = feeds.put(session.device(), feed);
    if (older != null) {
      older.close();
    }
  }

  @Override
  public void begin(Session session, List<Position> positions) {
    of(session).ifPresent(feed -> feed.begin(positions));
  }

  @Override
  public void end(Session session) {
    lanes.end(session.connection());
    of(session)
        .ifPresent(
            feed -> {
              feed.close();
              feeds.remove(session.device(), feed);
            });
  }

  SendLanes lanes() {
    return lanes;
  }

  /** A message was committed; {@code devices} are the members' of that transaction. */
  void offer(LiveMessage message, Set<DeviceId> devices) {
    for (DeviceId device : devices) {
      Feed feed = feeds.get(device);
      if (feed != null) {
        feed.offer(message);
      }
    }
  }

  /** Something may have been committed of which no feed was told. */
  void recheck(ConversationId conversation) {
    feeds.values().forEach(feed -> feed.recheck(conversation));
  }

  void receipts(DeviceId device, List<Receipt> receipts) {
    Feed feed = feeds.get(device);
    if (feed != null) {
      feed.receipts(receipts);
    }
  }

  private Optional<Feed> of(Session session) {
    return Optional.ofNullable(feeds.get(session.device())).filter(feed -> feed.isOf(session));
  }

  private void resume(Feed feed) {
    work.run(
        feed::page,
        () -> {
          if (feed.isOpen()) {
            var unused = timer.schedule(() -> resume(feed), RETRY_MILLIS, MILLISECONDS);
          }
        });
  }
}
