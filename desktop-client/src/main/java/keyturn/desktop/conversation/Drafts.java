package keyturn.desktop.conversation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import keyturn.desktop.common.Connection;
import keyturn.protocol.id.ConversationId;

/** What is being written in each conversation. It is in the vault a second later. */
final class Drafts {
  private static final long SAVED_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

  private final Connection connection;
  private final LongSupplier nanoTime;
  private final Map<ConversationId, String> texts = new HashMap<>();
  private final StringProperty text = new SimpleStringProperty("");
  private Optional<ConversationId> shown = Optional.empty();
  private OptionalLong unsavedSinceNanos = OptionalLong.empty();

  Drafts(Connection connection, LongSupplier nanoTime) {
    this.connection = connection;
    this.nanoTime = nanoTime;
    text.addListener((at, before, now) -> written(now));
  }

  private void written(String now) {
    shown
        .filter(id -> !texts.getOrDefault(id, "").equals(now))
        .ifPresent(
            id -> {
              texts.put(id, now);
              if (unsavedSinceNanos.isEmpty()) {
                unsavedSinceNanos = OptionalLong.of(nanoTime.getAsLong());
              }
            });
  }

  /** What was written to the one before stays with that one. */
  void turnTo(Optional<ConversationId> next) {
    if (!next.equals(shown)) {
      save();
      shown = next;
      text.set(next.map(id -> texts.getOrDefault(id, "")).orElse(""));
    }
  }

  /** From the vault; what has been written meanwhile is newer. */
  void loaded(Map<ConversationId, String> stored) {
    stored.forEach(texts::putIfAbsent);
    shown.ifPresent(id -> text.set(texts.getOrDefault(id, "")));
  }

  /** What was written is on its way: the message is in the vault before the draft goes. */
  void sent() {
    text.set("");
    save();
  }

  /** Time has passed. */
  void tick() {
    if (unsavedSinceNanos.isPresent()
        && nanoTime.getAsLong() - unsavedSinceNanos.getAsLong() >= SAVED_AFTER_NANOS) {
      save();
    }
  }

  void save() {
    if (unsavedSinceNanos.isPresent()) {
      shown.ifPresent(
          id ->
              connection
                  .client()
                  .ifPresent(client -> client.saveDraft(id, texts.getOrDefault(id, ""))));
    }
    unsavedSinceNanos = OptionalLong.empty();
  }

  /** Somebody else uses the window now. */
  void clear() {
    save();
    shown = Optional.empty();
    texts.clear();
    text.set("");
  }

  StringProperty textProperty() {
    return text;
  }
}
