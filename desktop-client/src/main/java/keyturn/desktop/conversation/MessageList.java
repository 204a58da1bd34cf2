package keyturn.desktop.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Times;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation in the server's order, those that wait at the end. However many
 * come at once, the list changes once, and rows above stay what they are.
 */
final class MessageList {
  private static final Comparator<MessageRow> ORDER =
      Comparator.comparingLong(MessageRow::sequence).thenComparingLong(MessageRow::arrival);

  private final Times times;
  private final ObservableList<MessageRow> rows = FXCollections.observableArrayList();
  private final Map<MessageRow.Key, MessageRow> index = new HashMap<>();
  private long arrivals;
  private @Nullable MessageRow newFrom;

  MessageList(Times times) {
    this.times = times;
  }

  ObservableList<MessageRow> rows() {
    return rows;
  }

  void merge(List<StoredMessage> messages) {
    List<MessageRow> added = new ArrayList<>();
    List<MessageRow> changed = new ArrayList<>();
    for (StoredMessage message : messages) {
      MessageRow known = index.get(MessageRow.Key.of(message));
      if (known == null) {
        MessageRow row = new MessageRow(message, arrivals++, times);
        index.put(row.key(), row);
        added.add(row);
      } else {
        known.update(message);
        changed.add(known);
      }
    }
    added.sort(ORDER);
    int firstTouched = place(added);
    if (!changed.isEmpty() && !isOrdered()) {
      FXCollections.sort(rows, ORDER);
      firstTouched = 0;
    }
    for (MessageRow row : changed) {
      refresh(rows.lastIndexOf(row));
    }
    for (int i = firstTouched; i < rows.size() && !added.isEmpty(); i++) {
      refresh(i);
    }
  }

  Optional<MessageRow> find(StoredMessage message) {
    return Optional.ofNullable(index.get(MessageRow.Key.of(message)));
  }

  boolean hasNewLine() {
    return newFrom != null;
  }

  /** The line "new messages" goes above this row; null takes it away. */
  void markNewFrom(@Nullable MessageRow row) {
    MessageRow before = newFrom;
    newFrom = row;
    for (MessageRow touched : new MessageRow[] {before, row}) {
      if (touched != null) {
        touched.newBegins(touched == row);
        refresh(rows.lastIndexOf(touched));
      }
    }
  }

  void remove(MessageRow row) {
    index.remove(row.key());
    int at = rows.lastIndexOf(row);
    if (at >= 0) {
      rows.remove(at);
      refresh(at);
    }
  }

  void clear() {
    rows.clear();
    index.clear();
    newFrom = null;
  }

  OptionalLong oldestSequence() {
    return rows.isEmpty() ? OptionalLong.empty() : rows.get(0).message().sequence();
  }

  OptionalLong newestReceived() {
    return rows.stream()
        .map(MessageRow::message)
        .filter(m -> !m.mine())
        .mapToLong(m -> m.sequence().orElse(0))
        .max();
  }

  /** Where the first one went. */
  private int place(List<MessageRow> added) {
    if (added.isEmpty()) {
      return rows.size();
    }
    MessageRow first = added.get(0);
    MessageRow last = added.get(added.size() - 1);
    if (rows.isEmpty() || ORDER.compare(rows.get(rows.size() - 1), first) < 0) {
      rows.addAll(added);
      return rows.size() - added.size();
    }
    if (ORDER.compare(last, rows.get(0)) < 0) {
      rows.addAll(0, added);
      // The row that was first loses its day line if the day began earlier.
      added.forEach(row -> row.refresh(null, times));
      return 0;
    }
    int at = 0;
    for (MessageRow row : added) {
      at = rows.size();
      while (at > 0 && ORDER.compare(rows.get(at - 1), row) > 0) {
        at--;
      }
      rows.add(at, row);
    }
    return Math.max(0, rows.indexOf(first));
  }

  private boolean isOrdered() {
    for (int i = 1; i < rows.size(); i++) {
      if (ORDER.compare(rows.get(i - 1), rows.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private void refresh(int at) {
    if (at >= 0 && at < rows.size()) {
      rows.get(at).refresh(at == 0 ? null : rows.get(at - 1), times);
    }
  }
}
