package keyturn.server.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.System.Logger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import keyturn.protocol.message.ClientMessage.Acknowledge;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Reason;
import keyturn.server.Workshop;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.SharedKeys;
import keyturn.server.session.Session;

/**
 * Takes sends and acknowledgements in (docs/spec/messages.md#delivery). One thread stores the sends
 * of all connections, each batch in one transaction. No method blocks; every send is answered
 * within about five seconds, whatever the database does.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());

  /** So long a send waits for the database before its sender is told to try again. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

  private static final long WATCH_MILLIS = 500;
  private static final long CLOSE_MILLIS = 5_000;

  private final GroupCommit commit;
  private final Acknowledgements acknowledgements;
  private final LongSupplier nanoTime;
  private final SendQueue queue = new SendQueue();
  private final Set<PendingSend> unanswered = ConcurrentHashMap.newKeySet();
  private final Thread writer;
  private final ScheduledFuture<?> watch;

  /** Where it stores. */
  public record Stores(SendStore sends, CursorStore cursors) {}

  private Delivery(GroupCommit commit, Acknowledgements acknowledgements, Workshop workshop) {
    this.commit = commit;
    this.acknowledgements = acknowledgements;
    this.nanoTime = workshop.nanoTime();
    this.writer = workshop.threads().newThread(this::write);
    this.watch =
        workshop
            .timer()
            .scheduleWithFixedDelay(this::refuseLate, WATCH_MILLIS, WATCH_MILLIS, MILLISECONDS);
  }

  /** Starts the thread that writes; {@link #close} ends it. */
  public static Delivery start(
      ConversationPolicy policy, Stores stores, SharedKeys keys, Feeds feeds, Workshop workshop) {
    GroupCommit commit =
        new GroupCommit(
            policy,
            stores.sends(),
            feeds.lanes(),
            new PayloadCheck(keys.epochs(), workshop.random()),
            new SendAnswers(keys, feeds, workshop.nanoTime()));
    Delivery delivery =
        new Delivery(
            commit,
            new Acknowledgements(stores.cursors(), feeds, workshop.work(), workshop.timer()),
            workshop);
    delivery.writer.start();
    return delivery;
  }

  /**
   * Stores a message and delivers it; {@code Accepted} or {@code SendRefused} answers it. Sends of
   * one connection must come in their order.
   */
  public void send(Session session, Send message) {
    PendingSend send = new PendingSend(session, message, nanoTime.getAsLong());
    unanswered.add(send);
    if (!queue.offer(send)) {
      unanswered.remove(send);
      send.refuse(Reason.TRY_AGAIN);
    }
  }

  /** The device has on disk, and its user has seen, everything up to there. */
  public void acknowledge(Session session, Acknowledge message) {
    acknowledgements.add(session, message);
  }

  /** Waits a moment for the transaction under way; what still waits is not answered. */
  @Override
  public void close() {
    watch.cancel(false);
    writer.interrupt();
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        process(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(List<PendingSend> sends) {
    try {
      commit.process(sends);
    } catch (RuntimeException e) {
      // The one thread that writes must outlive a bug; the exception's text may quote values.
      LOG.log(Logger.Level.ERROR, "a batch of sends failed: " + e.getClass().getName());
      sends.forEach(send -> send.refuse(Reason.TRY_AGAIN));
    } finally {
      sends.forEach(unanswered::remove);
    }
  }

  private void refuseLate() {
    long now = nanoTime.getAsLong();
    unanswered.removeIf(
        send -> {
          boolean late = now - send.receivedNanos() > PATIENCE_NANOS;
          if (late) {
            send.refuse(Reason.TRY_AGAIN);
          }
          return late;
        });
  }
}
