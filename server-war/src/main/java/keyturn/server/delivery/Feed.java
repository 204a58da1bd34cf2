package keyturn.server.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.server.conversation.Backlog;
import keyturn.server.conversation.Epoch;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.Epochs;
import keyturn.server.conversation.KeyHandover;
import keyturn.server.conversation.StoredEpoch;
import keyturn.server.session.Session;

/**
 * What one session has been sent, conversation by conversation, each in the order of its sequences
 * and without a gap. While the session drains, messages come live from memory; when it does not, or
 * something was missed, they come page by page from the database. Thread-safe.
 */
final class Feed {
  private final Session session;
  private final BacklogStore store;
  private final Epochs epochs;
  private final KeyHandover handover;
  private final Consumer<Feed> pager;
  private final LongSupplier nanoTime;
  private final Map<ConversationId, FeedPosition> positions = new HashMap<>();
  private final ReceiptOutbox receipts;
  private boolean begun;
  private boolean paging;
  private boolean closed;

  /**
   * A feed that waits for {@link #begin}.
   *
   * @param pager calls {@link #page} on a thread that may block, soon
   */
  Feed(
      Session session,
      BacklogStore store,
      Epochs epochs,
      KeyHandover handover,
      Consumer<Feed> pager,
      LongSupplier nanoTime) {
    this.session = session;
    this.store = store;
    this.epochs = epochs;
    this.handover = handover;
    this.pager = pager;
    this.nanoTime = nanoTime;
    this.receipts = new ReceiptOutbox(session);
  }

  boolean isOf(Session other) {
    return session == other;
  }

  synchronized boolean isOpen() {
    return !closed && session.isOpen();
  }

  synchronized void close() {
    closed = true;
  }

  synchronized void begin(List<Backlog.Position> found) {
    for (Backlog.Position position : found) {
      FeedPosition its = position(position.conversation());
      its.sentUpTo(position.delivered());
      its.knowUpTo(position.lastSequence());
    }
    begun = true;
    startPaging();
  }

  synchronized void offer(LiveMessage message) {
    FeedPosition position = position(message.message().conversation());
    long sequence = message.message().sequence();
    boolean next = begun && position.isNext(sequence);
    position.knowUpTo(sequence);
    if (next && pass(message.message())) {
      position.sentUpTo(sequence);
    } else if (next && session.hasRoom() && giveKey(message.message().epoch())) {
      push(message);
      position.sentUpTo(sequence);
    } else {
      startPaging();
    }
  }

  synchronized void recheck(ConversationId conversation) {
    FeedPosition position = positions.get(conversation);
    if (position != null) {
      position.suspect();
      startPaging();
    }
  }

  void receipts(List<Receipt> news) {
    receipts.add(news);
  }

  /** Blocks: brings the next page of the first conversation that is behind. */
  void page() {
    Optional<FeedPosition> behind = nextBehind();
    if (behind.isEmpty()) {
      return;
    }
    FeedPosition position = behind.get();
    long before = nanoTime.getAsLong();
    BacklogStore.Page page =
        store.page(session.user(), session.device(), position.conversation(), position.sent());
    take(position, page, before);
    pager.accept(this);
  }

  private synchronized Optional<FeedPosition> nextBehind() {
    Optional<FeedPosition> behind =
        positions.values().stream().filter(FeedPosition::isBehind).findFirst();
    if (behind.isEmpty() || !isOpen()) {
      paging = false;
      return Optional.empty();
    }
    if (!session.hasRoom()) {
      session.whenDrained(() -> pager.accept(this));
      return Optional.empty();
    }
    behind.get().asking();
    return behind;
  }

  private synchronized void take(FeedPosition position, BacklogStore.Page page, long readNanos) {
    for (BacklogStore.Item item : page.items()) {
      if (item.sequence() <= position.sent()) {
        continue;
      }
      if (item.message().isPresent() && !pass(item.message().get())) {
        StoredMessage message = item.message().get();
        if (closed || !session.hasRoom()) {
          return;
        }
        Optional<StoredEpoch> epoch = Optional.ofNullable(page.epochs().get(message.epoch()));
        if (epoch.isPresent() && !handover.mayHand(session, epoch.get().suite())) {
          position.block();
          return;
        }
        if (!handover.holds(session, message.epoch())) {
          // The page is fresher than memory: a change of members ends epochs early.
          epoch.ifPresentOrElse(this::giveKey, () -> giveKey(message.epoch()));
        }
        push(new LiveMessage(message, readNanos, item.ageMicros()));
      }
      position.sentUpTo(item.sequence());
    }
    if (page.items().isEmpty()) {
      position.foundNothing();
    }
  }

  /** Its own device has it; everybody else gets it. */
  private boolean pass(StoredMessage message) {
    return message.senderDevice().equals(session.device());
  }

  /** Whether the session has the key, or has now been given it from memory. */
  private boolean giveKey(EpochRef ref) {
    return handover.holds(session, ref)
        || epochs.remembered(ref).map(epoch -> handover.hand(session, epoch)).orElse(false);
  }

  private void giveKey(StoredEpoch stored) {
    try (Epoch epoch = epochs.unwrap(stored, nanoTime.getAsLong())) {
      handover.hand(session, epoch);
    }
  }

  private void push(LiveMessage message) {
    session.pushLate(message.estimatedBytes(), () -> message.deliver(nanoTime.getAsLong()));
  }

  private void startPaging() {
    if (begun && !paging && positions.values().stream().anyMatch(FeedPosition::isBehind)) {
      paging = true;
      pager.accept(this);
    }
  }

  private FeedPosition position(ConversationId conversation) {
    return positions.computeIfAbsent(conversation, FeedPosition::new);
  }
}
