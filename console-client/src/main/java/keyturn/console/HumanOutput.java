package keyturn.console;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import keyturn.client.ClientEvent.ServerUntrusted;
import keyturn.client.ClientEvent.SignedIn;
import keyturn.client.ConversationView;
import keyturn.client.DeliveryState;
import keyturn.client.LinkState;
import keyturn.client.OwnDevice;
import keyturn.client.SafeText;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** Sentences for people, each complete on its line so that a screen reader can follow. */
final class HumanOutput implements Output {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Consumer<String> lines;
  private final Style style;
  private final ZoneId zone;
  private final java.time.Clock clock;
  private String lastLink = "";

  HumanOutput(Consumer<String> lines, Style style, java.time.Clock clock) {
    this.lines = lines;
    this.style = style;
    this.clock = clock;
    this.zone = clock.getZone();
  }

  @Override
  public void signedIn(SignedIn event) {
    note(
        "Signed in as "
            + SafeText.line(event.name())
            + ". /people lists who is here, /help helps.");
  }

  @Override
  public void person(String name, Presence presence) {
    String state = presence.name().toLowerCase(Locale.ROOT);
    String mark = presence == Presence.AVAILABLE ? style.good("●") : style.dim("○");
    lines.accept(mark + " " + SafeText.line(name) + style.dim("  " + state));
  }

  @Override
  public void conversation(ConversationView conversation) {
    String with = SafeText.line(conversation.with());
    if (conversation.state() == ConversationState.ENDED) {
      note("The conversation with " + with + " has ended.");
      return;
    }
    lines.accept(
        style.supervised("◉ Supervised")
            + " conversation with "
            + style.bold(with)
            + style.dim(", " + conversation.suite() + compatibility(conversation.suite())));
  }

  @Override
  public void key(String with, long epoch, CipherSuite suite, Duration validFor) {
    lines.accept(
        style.dim(
            "Key %d with %s, %s%s, valid for %d s"
                .formatted(
                    epoch,
                    SafeText.line(with),
                    suite,
                    compatibility(suite),
                    validFor.toSeconds())));
  }

  @Override
  public void message(StoredMessage message) {
    String text = message.text().map(SafeText::of).orElse("[This message cannot be opened.]");
    String late = message.late() ? style.dim(" (late)") : "";
    lines.accept(
        style.dim(time(message))
            + " "
            + style.bold(SafeText.line(message.senderName()))
            + late
            + ": "
            + text.replace("\n", "\n      "));
  }

  @Override
  public void receipt(String with, StoredMessage message) {
    String mark =
        switch (message.state()) {
          case WAITING -> "◷ waiting";
          case STORED -> "✓ stored";
          case DELIVERED -> "✓✓ delivered" + devices(message);
          case READ -> "✓✓ read";
          case NOT_DELIVERED -> "! not delivered";
        };
    String shown =
        message.state() == DeliveryState.NOT_DELIVERED ? style.bad(mark) : style.dim(mark);
    lines.accept("      " + shown + style.dim(" to " + SafeText.line(with) + excerpt(message)));
  }

  @Override
  public void link(LinkState state) {
    String text;
    if (state instanceof LinkState.Connecting) {
      text = "Connecting …";
    } else if (state instanceof LinkState.Connected connected) {
      text = "Connected (" + connected.group() + ", " + connected.suite() + ").";
    } else if (state instanceof LinkState.Waiting waiting) {
      text =
          "No connection (%s). Next try in %d s; %d messages wait."
              .formatted(
                  waiting.cause().text(),
                  Math.max(1, waiting.retryIn().toSeconds()),
                  waiting.queued());
    } else if (state instanceof LinkState.Ended ended) {
      text = ended.text();
    } else {
      return;
    }
    if (!text.equals(lastLink)) {
      note(text);
    }
    lastLink = text;
  }

  @Override
  public void untrusted(ServerUntrusted event) {
    boolean changed = event.pinned().isPresent();
    lines.accept(
        changed
            ? style.bad(
                "The key of " + event.server() + " has CHANGED. Somebody may be in between.")
            : style.bold("First connection to " + event.server() + ". Is this the right server?"));
    event
        .pinned()
        .ifPresent(
            old -> {
              lines.accept("  trusted before:  " + String.join(" ", old.words()));
              lines.accept("                   " + old);
            });
    lines.accept(
        (changed ? "  shown now:       " : "  six words:       ")
            + style.bold(String.join(" ", event.presented().words())));
    lines.accept((changed ? "                   " : "  fingerprint:     ") + event.presented());
    lines.accept("Compare with what your administrator gave you.");
  }

  @Override
  public void devices(List<OwnDevice> devices) {
    int place = 0;
    for (OwnDevice device : devices) {
      place++;
      String seen =
          device.connected()
              ? "connected"
              : "last seen " + DAY.format(device.lastSeen().atZone(zone));
      lines.accept(
          place
              + "  "
              + style.bold(SafeText.line(device.name()))
              + (device.here() ? " (this device)" : "")
              + style.dim(", " + seen + ", since " + DAY.format(device.added().atZone(zone))));
    }
  }

  @Override
  public void note(String text) {
    lines.accept(style.dim(text));
  }

  @Override
  public void error(String reason, String text) {
    lines.accept(style.bad("! ") + SafeText.of(text));
  }

  private String time(StoredMessage message) {
    ZonedDateTime at = message.at().atZone(zone);
    boolean today = at.toLocalDate().equals(LocalDate.now(clock));
    return today ? TIME.format(at) : DAY.format(at);
  }

  private static String devices(StoredMessage message) {
    return message.devices() > 1
        ? " (" + message.delivered() + " of " + message.devices() + ")"
        : "";
  }

  private static String excerpt(StoredMessage message) {
    return message
        .text()
        .map(SafeText::line)
        .map(
            t ->
                t.codePointCount(0, t.length()) > 24
                    ? t.substring(0, t.offsetByCodePoints(0, 24)) + "…"
                    : t)
        .map(t -> ": " + t)
        .orElse("");
  }

  private static String compatibility(CipherSuite suite) {
    return suite.compatibility() ? " (compatibility)" : "";
  }
}
