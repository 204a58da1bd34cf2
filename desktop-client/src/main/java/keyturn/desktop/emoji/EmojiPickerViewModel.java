package keyturn.desktop.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the picker offers: those used last, all by group, or what is looked for. */
public final class EmojiPickerViewModel {
  /** Emoji beside each other in a row. */
  public static final int COLUMNS = 8;

  private static final int MOST_RECENT = 2 * COLUMNS;
  private static final int MOST_FOUND = 20 * COLUMNS;
  private static final String RECENT = "recent";

  /**
   * A line of the picker.
   *
   * @param group whose heading this is; empty for a line of emoji
   */
  public record Row(Optional<String> group, List<Emoji> emoji) {
    public Row {
      emoji = List.copyOf(emoji);
    }
  }

  private final StringProperty query = new SimpleStringProperty("");
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<Emoji> recent = FXCollections.observableArrayList();

  public EmojiPickerViewModel() {
    query.addListener((at, before, now) -> arrange());
  }

  /** The picker opens: what was looked for last is over. */
  public void open() {
    query.set("");
    arrange();
  }

  /** Used here or written as a shortcode. */
  public void used(Emoji emoji) {
    List<Emoji> next = new ArrayList<>(recent);
    next.remove(emoji);
    next.add(0, emoji);
    remember(next);
  }

  /** Those used last, the latest first; what is too much is left out. */
  public void remember(List<Emoji> used) {
    recent.setAll(used.subList(0, Math.min(MOST_RECENT, used.size())));
  }

  public ObservableList<Emoji> recent() {
    return recent;
  }

  /** The first of what is offered, for Enter in the search field. */
  public Optional<Emoji> first() {
    return rows.stream().flatMap(row -> row.emoji().stream()).findFirst();
  }

  private void arrange() {
    List<Row> next = new ArrayList<>();
    EmojiSet set = EmojiSet.standard();
    if (!query.get().isBlank()) {
      addLines(next, EmojiSearch.find(set, query.get(), MOST_FOUND));
    } else {
      if (!recent.isEmpty()) {
        next.add(new Row(Optional.of(RECENT), List.of()));
        addLines(next, recent);
      }
      addGroups(next, set.all());
    }
    rows.setAll(next);
  }

  private static void addGroups(List<Row> rows, List<Emoji> all) {
    int from = 0;
    for (int i = 1; i <= all.size(); i++) {
      if (i == all.size() || !all.get(i).group().equals(all.get(from).group())) {
        rows.add(new Row(Optional.of(key(all.get(from).group())), List.of()));
        addLines(rows, all.subList(from, i));
        from = i;
      }
    }
  }

  private static void addLines(List<Row> rows, List<Emoji> emoji) {
    for (int i = 0; i < emoji.size(); i += COLUMNS) {
      rows.add(new Row(Optional.empty(), emoji.subList(i, Math.min(i + COLUMNS, emoji.size()))));
    }
  }

  /** "Smileys & Emotion" is {@code smileys}. */
  private static String key(String group) {
    return group.split(" ", 2)[0].toLowerCase(java.util.Locale.ROOT);
  }

  public StringProperty queryProperty() {
    return query;
  }

  public ObservableList<Row> rows() {
    return rows;
  }
}
