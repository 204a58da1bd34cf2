package keyturn.desktop.link;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.ProblemText;
import keyturn.desktop.common.Texts;
import keyturn.desktop.keyring.KeyRingState;
import keyturn.desktop.keyring.KeyRingViewModel;
import keyturn.protocol.message.Reason;

/** What the status line and the banner say. */
public final class LinkViewModel {
  /** Shorter spells are not worth a flicker. */
  private static final long CONNECTING_AFTER_NANOS = Duration.ofMillis(700).toNanos();

  private static final long ROTATING_AFTER_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long KEY_LATE_AFTER_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long SENT_FOR_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long SECOND = 1_000_000_000;

  private final Connection connection;
  private final KeyRingViewModel keyRing;
  private final LongSupplier nanoTime;

  private LinkState state = new LinkState.Connecting();
  private long stateSinceNanos;
  private boolean signedIn;

  /** Between two tries it is still one loss, and one banner. */
  private boolean lost;

  private int queued;
  private int queuedOffline;
  private int sent;
  private long sentAtNanos;
  private Optional<String> problem = Optional.empty();

  private final ReadOnlyObjectWrapper<Optional<Banner>> banner =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> toast =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper word = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<LinkLight> light =
      new ReadOnlyObjectWrapper<>(LinkLight.CONNECTING);

  /**
   * Begins as connecting.
   *
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  public LinkViewModel(Connection connection, KeyRingViewModel keyRing, LongSupplier nanoTime) {
    this.connection = connection;
    this.keyRing = keyRing;
    this.nanoTime = nanoTime;
    this.stateSinceNanos = nanoTime.getAsLong();
  }

  public void link(LinkState next) {
    if (!(next instanceof LinkState.Connecting && state instanceof LinkState.Connecting)) {
      stateSinceNanos = nanoTime.getAsLong();
    }
    state = next;
    lost = lost || next instanceof LinkState.Waiting;
    signedIn = signedIn && next instanceof LinkState.Connected;
    tick();
  }

  public void signedIn() {
    signedIn = true;
    lost = false;
    tick();
  }

  /** So many messages of this person are not with the server yet. */
  public void queued(int messages) {
    queued = messages;
    tick();
  }

  public void problem(Problem event) {
    boolean repeated =
        event.conversation().isPresent() && event.reason().equals(Trouble.reason(Reason.TRY_AGAIN));
    if (!repeated) {
      problem = Optional.of(ProblemText.of(event));
    }
    tick();
  }

  public void act(Banner.Action action) {
    switch (action) {
      case TRY_NOW -> connection.client().ifPresent(Client::tryNow);
      case DISMISS -> problem = Optional.empty();
    }
    tick();
  }

  /** Somebody else uses the window now. */
  public void clear() {
    queued = 0;
    queuedOffline = 0;
    sent = 0;
    problem = Optional.empty();
    tick();
  }

  /** Time has passed. */
  public void tick() {
    if (!signedIn) {
      queuedOffline = queued;
    } else if (queued == 0 && queuedOffline > 0) {
      sent = queuedOffline;
      sentAtNanos = nanoTime.getAsLong();
      queuedOffline = 0;
    }
    light.set(currentLight());
    status.set(
        Texts.of("status." + light.get().name()) + " · " + Texts.count("status.queued", queued));
    word.set(Texts.of("status." + light.get().name()));
    banner.set(currentBanner());
    toast.set(currentToast());
  }

  private LinkLight currentLight() {
    if (lost || state instanceof LinkState.Ended) {
      return LinkLight.OFFLINE;
    }
    return signedIn ? LinkLight.CONNECTED : LinkLight.CONNECTING;
  }

  private Optional<Banner> currentBanner() {
    if (problem.isPresent()) {
      return Optional.of(
          new Banner(Banner.Kind.DANGER, problem.get(), Optional.of(Banner.Action.DISMISS)));
    }
    if (lost) {
      return Optional.of(offline());
    }
    if (!signedIn) {
      return sinceNanos(stateSinceNanos) < CONNECTING_AFTER_NANOS
          ? Optional.empty()
          : Optional.of(Banner.of(Banner.Kind.INFO, Texts.of("banner.connecting", server())));
    }
    if (keyRing.stateProperty().get() == KeyRingState.FAILED) {
      return Optional.of(Banner.of(Banner.Kind.DANGER, Texts.of("banner.key-failed")));
    }
    OptionalLong overdue = keyRing.overdueNanos();
    if (overdue.isPresent() && overdue.getAsLong() > ROTATING_AFTER_NANOS) {
      return Optional.of(keyOverdue(overdue.getAsLong()));
    }
    return Optional.empty();
  }

  private Optional<String> currentToast() {
    if (sent > 0 && sinceNanos(sentAtNanos) < SENT_FOR_NANOS) {
      return Optional.of(Texts.count("banner.sent", sent));
    }
    sent = 0;
    return Optional.empty();
  }

  private Banner offline() {
    long left =
        state instanceof LinkState.Waiting waiting
            ? waiting.retryIn().toNanos() - sinceNanos(stateSinceNanos)
            : 0;
    String text =
        left > 0
            ? Texts.of("banner.offline", (left + SECOND - 1) / SECOND)
            : Texts.of("banner.offline-now");
    if (queued > 0) {
      text += " · " + Texts.count("banner.queued", queued);
    }
    return new Banner(Banner.Kind.WARNING, text, Optional.of(Banner.Action.TRY_NOW));
  }

  private Banner keyOverdue(long overdueNanos) {
    return overdueNanos > KEY_LATE_AFTER_NANOS
        ? Banner.of(Banner.Kind.WARNING, Texts.of("banner.key-late", overdueNanos / SECOND))
        : Banner.of(Banner.Kind.INFO, Texts.of("banner.key-rotating", keyRing.nextEpoch()));
  }

  private String server() {
    return connection.server().map(Object::toString).orElse("");
  }

  private long sinceNanos(long nanos) {
    return nanoTime.getAsLong() - nanos;
  }

  public ReadOnlyObjectProperty<Optional<Banner>> bannerProperty() {
    return banner.getReadOnlyProperty();
  }

  /** Good news, for two seconds. */
  public ReadOnlyObjectProperty<Optional<String>> toastProperty() {
    return toast.getReadOnlyProperty();
  }

  /** The state of the connection in a word. */
  public ReadOnlyStringProperty wordProperty() {
    return word.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<LinkLight> lightProperty() {
    return light.getReadOnlyProperty();
  }
}
