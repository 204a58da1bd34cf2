package keyturn.desktop.notice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.client.SafeText;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Texts;
import keyturn.desktop.preferences.Notifying;
import keyturn.desktop.preferences.Preferences;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.protocol.id.ConversationId;

/** Decides whether a message that has come is worth a notification, and what that says. */
public final class NoticeViewModel {
  private final PreferencesModel preferences;
  private final Notifier notifier;
  private final Map<ConversationId, Long> newest = new HashMap<>();
  private boolean attentive;

  public NoticeViewModel(PreferencesModel preferences, Notifier notifier) {
    this.preferences = preferences;
    this.notifier = notifier;
  }

  /** Whether the window has the user's attention. */
  public void attentive(boolean now) {
    attentive = now;
  }

  /** Messages that have come just now; a burst is one notification. */
  public void messages(List<StoredMessage> batch) {
    Preferences chosen = preferences.get();
    List<StoredMessage> news =
        batch.stream().filter(message -> !message.mine()).filter(this::isNew).toList();
    if (attentive || news.isEmpty() || chosen.notifying() == Notifying.OFF) {
      return;
    }
    Optional<String> from =
        chosen.notifying() == Notifying.SENDER
            ? Optional.of(senders(news)).filter(names -> !names.isBlank())
            : Optional.empty();
    notifier.show(
        Texts.of("app.name"),
        from.map(names -> Texts.of("notice.from", names))
            .orElseGet(() -> Texts.count("notice.new", news.size())),
        chosen.sound());
  }

  /** The same message is told of again when something about it changes. */
  private boolean isNew(StoredMessage message) {
    long sequence = message.sequence().orElse(0);
    Long before = newest.put(message.conversation(), sequence);
    return before == null || sequence > before;
  }

  private static String senders(List<StoredMessage> news) {
    return String.join(
        ", ", news.stream().map(m -> SafeText.line(m.senderName())).distinct().limit(3).toList());
  }
}
