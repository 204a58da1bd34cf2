package keyturn.desktop.conversation;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import keyturn.client.ConversationView;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Connection;
import keyturn.protocol.id.ConversationId;

/** What of the conversation on show has been seen: somebody looks, and the newest is in sight. */
final class Reading {
  private final Connection connection;
  private final MessageList list;
  private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
  private Optional<ConversationId> shown = Optional.empty();
  private boolean attentive;
  private boolean atNewest = true;
  private boolean firstPage;
  private long markedRead;

  Reading(Connection connection, MessageList list) {
    this.connection = connection;
    this.list = list;
  }

  void turnTo(Optional<ConversationView> conversation) {
    shown = conversation.map(ConversationView::id);
    firstPage = conversation.filter(c -> c.unread() > 0).isPresent();
    markedRead = 0;
    unseen.set(0);
    atNewest = true;
  }

  /** A page came from the vault. */
  void loaded() {
    if (firstPage) {
      firstPage = false;
      list.rows().stream()
          .filter(row -> isNew(row.message()))
          .findFirst()
          .ifPresent(list::markNewFrom);
    }
    markRead();
  }

  private static boolean isNew(StoredMessage message) {
    return !message.mine() && message.state() == DeliveryState.STORED;
  }

  /**
   * Messages came, or changed.
   *
   * @param before the newest received sequence before that
   */
  void arrived(List<StoredMessage> messages, long before) {
    List<StoredMessage> fresh =
        messages.stream().filter(m -> !m.mine() && m.sequence().orElse(0) > before).toList();
    if (messages.stream().anyMatch(m -> m.mine() && m.state() == DeliveryState.WAITING)) {
      list.markNewFrom(null);
    } else if (!fresh.isEmpty() && !(attentive && atNewest)) {
      if (unseen.get() == 0 && !list.hasNewLine()) {
        list.find(fresh.get(0)).ifPresent(list::markNewFrom);
      }
      unseen.set(unseen.get() + fresh.size());
    }
    markRead();
  }

  void attentive(boolean looking) {
    attentive = looking;
    markRead();
  }

  void atNewest(boolean inSight) {
    atNewest = inSight;
    markRead();
  }

  void markRead() {
    if (!attentive || !atNewest) {
      return;
    }
    unseen.set(0);
    long newest = list.newestReceived().orElse(0);
    if (newest > markedRead) {
      shown.ifPresent(id -> connection.client().ifPresent(client -> client.markRead(id, newest)));
      markedRead = newest;
    }
  }

  /** Messages that came while something else was in sight. */
  ReadOnlyIntegerProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }
}
