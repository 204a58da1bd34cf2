package keyturn.server.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage.Acknowledge;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.server.StoreWork;
import keyturn.server.delivery.CursorStore.Progress;
import keyturn.server.session.Session;

/**
 * Gathers acknowledgements for a moment, stores them together and passes them on as receipts. They
 * are cumulative, so of each device and conversation only the furthest is kept. Thread-safe.
 */
final class Acknowledgements {
  private static final long GATHER_MILLIS = 50;
  private static final long RETRY_MILLIS = 1_000;
  private static final int AT_ONCE = 200;

  /** More can only gather while the database is away; devices acknowledge again. */
  private static final int MOST = 50_000;

  private final CursorStore store;
  private final Feeds feeds;
  private final StoreWork work;
  private final ScheduledExecutorService timer;
  private final Map<Of, Progress> gathered = new LinkedHashMap<>();
  private boolean scheduled;

  private record Of(DeviceId device, ConversationId conversation) {}

  Acknowledgements(CursorStore store, Feeds feeds, StoreWork work, ScheduledExecutorService timer) {
    this.store = store;
    this.feeds = feeds;
    this.work = work;
    this.timer = timer;
  }

  void add(Session session, Acknowledge message) {
    add(
        List.of(
            new Progress(
                message.conversation(), session.device(), message.delivered(), message.read())),
        GATHER_MILLIS);
  }

  private synchronized void add(List<Progress> progress, long storeInMillis) {
    for (Progress next : progress) {
      Of of = new Of(next.device(), next.conversation());
      if (gathered.size() < MOST || gathered.containsKey(of)) {
        gathered.merge(of, next, Progress::merge);
      }
    }
    if (!scheduled && !gathered.isEmpty()) {
      scheduled = true;
      var unused = timer.schedule(this::store, storeInMillis, MILLISECONDS);
    }
  }

  private void store() {
    List<Progress> next = take();
    work.run(
        () -> {
          CursorStore.Advanced advanced = store.advance(next);
          stored(GATHER_MILLIS);
          passOn(advanced);
        },
        () -> {
          stored(RETRY_MILLIS);
          add(next, RETRY_MILLIS);
        });
  }

  private synchronized List<Progress> take() {
    List<Progress> next = new ArrayList<>(gathered.values());
    next = List.copyOf(next.subList(0, Math.min(next.size(), AT_ONCE)));
    next.forEach(progress -> gathered.remove(new Of(progress.device(), progress.conversation())));
    return next;
  }

  private synchronized void stored(long nextInMillis) {
    scheduled = false;
    add(List.of(), nextInMillis);
  }

  private void passOn(CursorStore.Advanced advanced) {
    Map<DeviceId, List<Receipt>> news = new HashMap<>();
    for (Receipt receipt : advanced.receipts()) {
      for (DeviceId device : advanced.devices().getOrDefault(receipt.conversation(), Set.of())) {
        if (!device.equals(receipt.device())) {
          news.computeIfAbsent(device, its -> new ArrayList<>()).add(receipt);
        }
      }
    }
    news.forEach(feeds::receipts);
  }
}
