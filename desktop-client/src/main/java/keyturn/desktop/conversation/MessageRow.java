package keyturn.desktop.conversation;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import keyturn.client.SafeText;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import org.jspecify.annotations.Nullable;

/** A message in the list. It stays the same object while ticks and places change. */
public final class MessageRow {
  /** By what a message is known. */
  record Key(DeviceId sender, MessageId id) {
    static Key of(StoredMessage message) {
      return new Key(message.senderDevice(), message.id());
    }
  }

  /** Messages of one sender in a row belong together for so long. */
  private static final Duration BLOCK = Duration.ofMinutes(5);

  /**
   * What the row shows.
   *
   * @param text safe to show, the beginning of it if it is long
   * @param cut whether there is more
   * @param marks what must be said about it: late, read; empty if nothing
   * @param tickText the tick in words, empty if there is none
   * @param day the line above it, if a day begins here
   * @param newBegins whether the line "new messages" stands above it
   * @param beginsBlock whether the one above is of somebody else, another day or long ago
   * @param spoken the whole row in one sentence
   */
  public record Content(
      boolean mine,
      boolean readable,
      String text,
      boolean cut,
      String time,
      Tick tick,
      String tickText,
      String marks,
      Optional<String> day,
      boolean newBegins,
      boolean beginsBlock,
      String spoken) {}

  private final long arrival;
  private StoredMessage message;
  private boolean newBegins;
  private final ReadOnlyObjectWrapper<Content> content;

  /**
   * @param arrival orders what has no sequence yet
   */
  MessageRow(StoredMessage message, long arrival, Times times) {
    this.message = message;
    this.arrival = arrival;
    this.content = new ReadOnlyObjectWrapper<>(describe(message, null, false, times));
  }

  Key key() {
    return Key.of(message);
  }

  StoredMessage message() {
    return message;
  }

  long arrival() {
    return arrival;
  }

  long sequence() {
    return message.sequence().orElse(Long.MAX_VALUE);
  }

  void update(StoredMessage next) {
    message = next;
  }

  void refresh(@Nullable MessageRow above, Times times) {
    content.set(describe(message, above, newBegins, times));
  }

  public Content content() {
    return content.get();
  }

  public ReadOnlyObjectProperty<Content> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** The whole text, safe to show. */
  public String wholeText() {
    return message.text().map(SafeText::of).orElseGet(() -> Texts.of("message.unreadable"));
  }

  void newBegins(boolean here) {
    newBegins = here;
  }

  private static Content describe(
      StoredMessage m, @Nullable MessageRow above, boolean newBegins, Times times) {
    boolean newDay = above == null || !times.date(above.message.at()).equals(times.date(m.at()));
    Optional<String> day = newDay ? Optional.of(times.day(times.date(m.at()))) : Optional.empty();
    String whole = m.text().orElseGet(() -> Texts.of("message.unreadable"));
    String begin = Excerpt.of(whole);
    String text = SafeText.of(begin);
    String time = times.time(m.at());
    Tick tick = Tick.of(m);
    String tickText = tickText(tick, m);
    String marks =
        m.late() ? Texts.of("message.late") : tick == Tick.READ ? Texts.of("message.read") : "";
    String who = m.mine() ? Texts.of("message.you") : SafeText.line(m.senderName());
    String spoken =
        Texts.of("message.spoken", who, text, time)
            + (tickText.isEmpty() ? "" : ", " + tickText)
            + (m.late() ? ", " + Texts.of("message.late") : "");
    return new Content(
        m.mine(),
        m.text().isPresent(),
        text,
        begin.length() < whole.length(),
        time,
        tick,
        tickText,
        marks,
        day,
        newBegins,
        newDay || newBegins || above == null || beginsBlock(above.message, m),
        spoken);
  }

  private static boolean beginsBlock(StoredMessage above, StoredMessage m) {
    return above.mine() != m.mine() || Duration.between(above.at(), m.at()).compareTo(BLOCK) > 0;
  }

  private static String tickText(Tick tick, StoredMessage message) {
    if (tick == Tick.NONE) {
      return "";
    }
    boolean partly = tick == Tick.DELIVERED && message.delivered() > 0 && message.devices() > 1;
    return partly
        ? Texts.of("tick.DELIVERED-partly", message.delivered(), message.devices())
        : Texts.of("tick." + tick.name());
  }
}
