package keyturn.desktop.keyring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import keyturn.client.ClientEvent.KeyChanged;
import keyturn.client.ClientEvent.KeyRefused;
import keyturn.client.ConversationView;
import keyturn.client.LinkState;
import keyturn.client.SafeText;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.common.Suites;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.supervised.EpochLife;

/**
 * The life of the key that the conversation on show is sealed with. Driven by the server's epoch
 * numbers and durations; the clock of this computer only names the time a key came.
 */
public final class KeyRingViewModel {
  private static final long LATE_AFTER_NANOS = Duration.ofSeconds(10).toNanos();
  private static final double LIFE_SECONDS = EpochLife.VALID_MILLIS / 1e3;

  private record Key(long epoch, CipherSuite suite, long endsAtNanos, Instant since) {}

  /** A line of the table behind the ring. */
  public record Row(String label, String value) {}

  /** What has been seen of a conversation's keys since the window opened. */
  private static final class Seen {
    private Optional<Key> key = Optional.empty();
    private int late;
    private boolean refused;
  }

  private final Times times;
  private final LongSupplier nanoTime;
  private final Map<ConversationId, Seen> conversations = new HashMap<>();
  private Optional<ConversationView> shown = Optional.empty();
  private Optional<LinkState.Connected> tunnel = Optional.empty();

  private final ReadOnlyObjectWrapper<KeyRingState> state =
      new ReadOnlyObjectWrapper<>(KeyRingState.NONE);
  private final ReadOnlyDoubleWrapper remaining = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper turns = new ReadOnlyIntegerWrapper();

  /**
   * Shows no conversation yet.
   *
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  public KeyRingViewModel(Times times, LongSupplier nanoTime) {
    this.times = times;
    this.nanoTime = nanoTime;
  }

  public void show(Optional<ConversationView> conversation) {
    shown = conversation.filter(c -> c.state() == ConversationState.ACTIVE);
    tick();
  }

  public void link(LinkState link) {
    // Whether a key is refused is asked anew on each connection.
    conversations.values().forEach(seen -> seen.refused = false);
    tunnel =
        link instanceof LinkState.Connected connected ? Optional.of(connected) : Optional.empty();
    tick();
  }

  public void keyChanged(KeyChanged event) {
    Seen seen = conversations.computeIfAbsent(event.conversation(), id -> new Seen());
    long before = seen.key.map(Key::epoch).orElse(0L);
    seen.refused = false;
    if (event.validFor().isNegative() || event.validFor().isZero() || event.epoch() < before) {
      return; // an old key, for opening only
    }
    long now = nanoTime.getAsLong();
    if (before != 0 && event.epoch() > before) {
      seen.late += overdue(seen, now) > LATE_AFTER_NANOS ? 1 : 0;
    }
    Duration age = Duration.ofMillis(EpochLife.VALID_MILLIS).minus(event.validFor());
    Instant since = times.now().minus(age.isNegative() ? Duration.ZERO : age);
    seen.key =
        Optional.of(new Key(event.epoch(), event.suite(), now + event.validFor().toNanos(), since));
    if (isShown(event.conversation()) && event.epoch() > before && before != 0) {
      turns.set(turns.get() + 1);
    }
    tick();
  }

  public void keyRefused(KeyRefused event) {
    conversations.computeIfAbsent(event.conversation(), id -> new Seen()).refused = true;
    tick();
  }

  /** Whether the server gives no key for this conversation. */
  public boolean isRefused(ConversationId conversation) {
    return Optional.ofNullable(conversations.get(conversation)).filter(s -> s.refused).isPresent();
  }

  /** Time has passed. */
  public void tick() {
    if (shown.isEmpty()) {
      set(KeyRingState.NONE, 0, "", "");
      return;
    }
    Optional<Key> key = key();
    String name = key.map(k -> Texts.of("key.title", k.epoch())).orElse(Texts.of("key.none"));
    if (tunnel.isEmpty()) {
      set(KeyRingState.PAUSED, 0, name, Texts.of("key.paused"));
      return;
    }
    if (isRefused(shown.get().id())) {
      set(KeyRingState.FAILED, 0, name, Texts.of("key.failed"));
      return;
    }
    long left = key.map(k -> k.endsAtNanos() - nanoTime.getAsLong()).orElse(0L);
    if (left > 0) {
      // By whole seconds, with the words: each step is drawn, and what is drawn costs.
      double part = Math.min(1, secondsUp(left) / LIFE_SECONDS);
      set(KeyRingState.STEADY, part, name, Texts.of("key.next-in", secondsUp(left)));
    } else if (-left <= LATE_AFTER_NANOS) {
      set(KeyRingState.ROTATING, 0, name, Texts.of("key.rotating"));
    } else {
      set(KeyRingState.LATE, 0, name, Texts.of("key.late", -left / 1_000_000_000));
    }
  }

  /** Nanoseconds since the shown key was over, while the next is awaited and can come. */
  public OptionalLong overdueNanos() {
    if (state.get() != KeyRingState.ROTATING && state.get() != KeyRingState.LATE) {
      return OptionalLong.empty();
    }
    long over = key().map(k -> nanoTime.getAsLong() - k.endsAtNanos()).orElse(0L);
    return over > 0 ? OptionalLong.of(over) : OptionalLong.empty();
  }

  /** Number of the key that is awaited. */
  public long nextEpoch() {
    return key().map(Key::epoch).orElse(0L) + 1;
  }

  /** The table behind the ring, as of now. */
  public List<Row> table() {
    if (shown.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    String with = SafeText.line(shown.get().with());
    rows.add(row("keys.kind", Texts.of("mode.supervised")));
    rows.add(row("keys.who", Texts.of("keys.who-supervised", with)));
    rows.add(row("keys.cipher", Suites.name(shown.get().suite())));
    Optional<Key> key = key();
    key.ifPresent(
        k -> rows.add(row("keys.key", Texts.of("keys.since", k.epoch(), times.second(k.since())))));
    // Numbers begin at 1 and none is left out (docs/spec/supervised.md#epoch).
    key.ifPresent(
        k -> rows.add(row("keys.turned", Texts.count("keys.turned", k.epoch() - 1) + lateTurns())));
    rows.add(row("keys.next", detail.get()));
    tunnel.ifPresent(
        t -> rows.add(row("keys.tunnel", Suites.name(t.group()) + " · " + Suites.name(t.suite()))));
    return rows;
  }

  private String lateTurns() {
    int late =
        shown
            .map(ConversationView::id)
            .flatMap(id -> Optional.ofNullable(conversations.get(id)))
            .map(seen -> seen.late)
            .orElse(0);
    return late == 0 ? "" : " · " + Texts.of("keys.turned-late", late);
  }

  private static Row row(String label, String value) {
    return new Row(Texts.of(label), value);
  }

  private static long overdue(Seen seen, long now) {
    return seen.key.map(key -> now - key.endsAtNanos()).orElse(0L);
  }

  private static long secondsUp(long nanos) {
    return (nanos + 999_999_999) / 1_000_000_000;
  }

  private boolean isShown(ConversationId conversation) {
    return shown.map(ConversationView::id).equals(Optional.of(conversation));
  }

  private Optional<Key> key() {
    return shown
        .map(ConversationView::id)
        .flatMap(id -> Optional.ofNullable(conversations.get(id)))
        .flatMap(seen -> seen.key);
  }

  private void set(KeyRingState next, double part, String name, String text) {
    title.set(name);
    detail.set(text);
    remaining.set(part);
    state.set(next);
  }

  public ReadOnlyObjectProperty<KeyRingState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What is left of the key's life, 0 to 1. */
  public ReadOnlyDoubleProperty remainingProperty() {
    return remaining.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Grows with each turn of a key on show. */
  public ReadOnlyIntegerProperty turnsProperty() {
    return turns.getReadOnlyProperty();
  }
}
