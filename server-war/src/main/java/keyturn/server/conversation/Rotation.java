package keyturn.server.conversation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.server.StoreWork;
import keyturn.server.Workshop;
import keyturn.server.conversation.Epochs.Current;
import keyturn.server.session.Session;
import keyturn.server.session.Sessions;

/**
 * Turns the keys of conversations in use shortly before they expire, and as soon as the database
 * has ended them, and hands the new ones to the members' sessions of this node
 * (docs/spec/supervised.md#rotation). Idle conversations cost nothing.
 */
public final class Rotation implements AutoCloseable {
  private static final long TICK_MILLIS = 250;

  /** How soon a key is replaced that an administrator or another node has ended. */
  private static final long COMPARE_MILLIS = 1_000;

  /** So much earlier, that a member has the next key when the last one ends. */
  private static final Duration LEAD = Duration.ofSeconds(1);

  /** In one transaction, which locks them all. */
  private static final int MAX_TURNS = 200;

  private final Epochs epochs;
  private final KeyHandover handover;
  private final ConversationsInUse inUse;
  private final Sessions sessions;
  private final StoreWork work;
  private final LongSupplier nanoTime;
  private final AtomicBoolean turning = new AtomicBoolean();
  private final AtomicBoolean comparing = new AtomicBoolean();
  private List<ScheduledFuture<?>> repeated = List.of();

  public Rotation(SharedKeys keys, Sessions sessions, Workshop workshop) {
    this.epochs = keys.epochs();
    this.handover = keys.handover();
    this.inUse = keys.inUse();
    this.sessions = sessions;
    this.work = workshop.work();
    this.nanoTime = workshop.nanoTime();
  }

  public synchronized void start(ScheduledExecutorService timer) {
    repeated =
        List.of(
            timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, MILLISECONDS),
            timer.scheduleWithFixedDelay(
                this::compare, COMPARE_MILLIS, COMPARE_MILLIS, MILLISECONDS));
  }

  @Override
  public synchronized void close() {
    repeated.forEach(future -> future.cancel(false));
  }

  /** Does not block; while one turn is under way the next waits for a later tick. */
  void tick() {
    Set<ConversationId> due = due();
    once(turning, due, () -> turn(due));
    epochs.sweep();
  }

  /** Does not block: asks the database whether the keys in use are still in force. */
  private void compare() {
    Set<ConversationId> used = inUse.now();
    once(comparing, used, () -> compare(used));
  }

  private void compare(Set<ConversationId> used) {
    List<ConversationId> all = List.copyOf(used);
    for (int from = 0; from < all.size(); from += MAX_TURNS) {
      Set<ConversationId> some =
          Set.copyOf(all.subList(from, Math.min(all.size(), from + MAX_TURNS)));
      Set<ConversationId> ended = epochs.dropEndedElsewhere(some);
      if (!ended.isEmpty()) {
        turn(ended);
      }
    }
  }

  /** Unless there is nothing to do, or the last run is still on its way. */
  private void once(AtomicBoolean running, Set<ConversationId> about, Runnable task) {
    if (about.isEmpty() || !running.compareAndSet(false, true)) {
      return;
    }
    work.run(
        () -> {
          try {
            task.run();
          } finally {
            running.set(false);
          }
        },
        () -> running.set(false));
  }

  /** Blocks: turns what is due by the database's clock, and hands over what is current then. */
  void turn(Set<ConversationId> conversations) {
    Map<ConversationId, Current> current = epochs.turn(conversations, LEAD);
    for (ConversationId conversation : conversations) {
      Optional<Current> its = Optional.ofNullable(current.get(conversation));
      if (its.isEmpty() || its.get().standing().state() == ConversationState.ENDED) {
        inUse.drop(conversation);
      } else {
        its.get().epoch().ifPresent(epoch -> hand(its.get().standing(), epoch));
      }
    }
  }

  private void hand(Standing standing, Epoch epoch) {
    for (DeviceId device : standing.devices()) {
      Optional<Session> session = sessions.ofDevice(device);
      if (session.isPresent()
          && session.get().hasRoom()
          && !handover.holds(session.get(), epoch.ref())) {
        handover.hand(session.get(), epoch);
      }
    }
  }

  private Set<ConversationId> due() {
    long now = nanoTime.getAsLong();
    Set<ConversationId> due = new HashSet<>();
    for (ConversationId conversation : inUse.now()) {
      boolean late =
          epochs
              .newest(conversation)
              .map(epoch -> epoch.remainingMillis(now) <= LEAD.toMillis())
              .orElse(true);
      if (late && due.size() < MAX_TURNS) {
        due.add(conversation);
      }
    }
    return due;
  }
}
