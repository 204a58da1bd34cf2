package keyturn.desktop.conversation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Connection;
import keyturn.protocol.id.ConversationId;

/** Brings the messages of a conversation from the vault, page by page, the newest first. */
final class Pages {
  private static final int PAGE_MESSAGES = 100;
  private static final int LARGE_PAGE_MESSAGES = 1_000;

  private final Connection connection;
  private final Executor ui;
  private final MessageList list;
  private final Runnable loaded;
  private Optional<ConversationId> shown = Optional.empty();
  private int generation;
  private boolean loading;
  private boolean complete;
  private Optional<Long> wanted = Optional.empty();
  private Runnable then = () -> {};

  /**
   * @param loaded is called after each page
   */
  Pages(Connection connection, Executor ui, MessageList list, Runnable loaded) {
    this.connection = connection;
    this.ui = ui;
    this.list = list;
    this.loaded = loaded;
  }

  void turnTo(Optional<ConversationId> conversation) {
    generation++;
    shown = conversation;
    loading = false;
    complete = false;
    wanted = Optional.empty();
    load(Long.MAX_VALUE, PAGE_MESSAGES);
  }

  /** The one who reads has come to the oldest message here. */
  void older() {
    list.oldestSequence().ifPresent(oldest -> load(oldest, PAGE_MESSAGES));
  }

  /**
   * Loads until this message is here.
   *
   * @param reached is called then; not if the conversation is left before
   */
  void until(long sequence, Runnable reached) {
    wanted = Optional.of(sequence);
    then = reached;
    if (!loading) {
      further();
    }
  }

  private void further() {
    if (wanted.isEmpty()) {
      return;
    }
    OptionalLong oldest = list.oldestSequence();
    if (complete || (oldest.isPresent() && oldest.getAsLong() <= wanted.get())) {
      wanted = Optional.empty();
      then.run();
    } else {
      load(oldest.orElse(Long.MAX_VALUE), LARGE_PAGE_MESSAGES);
    }
  }

  private void load(long before, int limit) {
    if (shown.isEmpty() || connection.client().isEmpty() || loading || complete) {
      return;
    }
    loading = true;
    int mine = generation;
    var unused =
        connection
            .client()
            .get()
            .history(shown.get(), before, limit)
            .whenCompleteAsync(
                (messages, failure) -> {
                  if (mine == generation) {
                    loading = false;
                    if (failure == null) {
                      take(messages, limit);
                    }
                  }
                },
                ui);
  }

  private void take(List<StoredMessage> messages, int limit) {
    complete = messages.size() < limit;
    list.merge(messages);
    loaded.run();
    further();
  }
}
