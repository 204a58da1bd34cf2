package keyturn.desktop.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import keyturn.client.ConversationView;
import keyturn.client.SafeText;
import keyturn.client.SearchText;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;
import keyturn.desktop.people.PeopleRow;
import keyturn.desktop.people.PeopleViewModel;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** Finds people at once and texts as soon as the vault has been looked through. */
public final class SearchViewModel {
  private static final int MOST_MESSAGES = 50;
  private static final int FEWEST_CHARACTERS = 2;

  private final PeopleViewModel people;
  private final Connection connection;
  private final Executor ui;
  private final Times times;
  private final Consumer<StoredMessage> reveal;
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<SearchScope> scope =
      new ReadOnlyObjectWrapper<>(SearchScope.NONE);
  private final ObservableList<SearchRow> rows = FXCollections.observableArrayList();
  private CompletableFuture<List<StoredMessage>> running = new CompletableFuture<>();

  /**
   * Looks for nothing yet.
   *
   * @param reveal brings a message of the conversation on show into sight
   */
  public SearchViewModel(
      PeopleViewModel people,
      Connection connection,
      Executor ui,
      Times times,
      Consumer<StoredMessage> reveal) {
    this.people = people;
    this.connection = connection;
    this.ui = ui;
    this.times = times;
    this.reveal = reveal;
    query.addListener((at, before, now) -> typed());
  }

  public void begin(SearchScope where) {
    scope.set(where);
    search();
  }

  public void end() {
    scope.set(SearchScope.NONE);
    query.set("");
    search();
  }

  /** Goes to what was found. */
  public void open(SearchRow row) {
    end();
    people.select(Optional.of(row.person()));
    row.message().ifPresent(reveal);
  }

  private void typed() {
    if (query.get().isBlank()) {
      if (scope.get() == SearchScope.ALL) {
        scope.set(SearchScope.NONE);
      }
    } else if (scope.get() == SearchScope.NONE) {
      scope.set(SearchScope.ALL);
    }
    search();
  }

  private void search() {
    running.cancel(false);
    if (scope.get() == SearchScope.NONE) {
      rows.clear();
      return;
    }
    List<SearchRow> found = foundPeople();
    rows.setAll(found);
    String wanted = query.get().strip();
    boolean texts = scope.get() == SearchScope.ALL && wanted.length() >= FEWEST_CHARACTERS;
    if (!texts || connection.client().isEmpty()) {
      return;
    }
    CompletableFuture<List<StoredMessage>> mine =
        connection.client().get().search(Optional.empty(), wanted, MOST_MESSAGES);
    running = mine;
    var unused =
        mine.thenAcceptAsync(
            messages -> {
              if (mine == running && !mine.isCancelled()) {
                rows.addAll(foundTexts(messages, wanted));
              }
            },
            ui);
  }

  private List<SearchRow> foundPeople() {
    SearchText wanted = new SearchText(query.get());
    List<SearchRow> found = new ArrayList<>();
    for (PeopleRow row : people.rows()) {
      PeopleRow.Content content = row.content();
      boolean fits = scope.get() != SearchScope.STRANGERS || !talks(content);
      if (fits && wanted.isIn(content.name())) {
        Optional<String> heading =
            found.isEmpty() ? Optional.of(Texts.of("search.people")) : Optional.empty();
        String presence = Texts.of("presence." + content.presence().name());
        found.add(new SearchRow(row, Optional.empty(), presence, "", heading));
      }
    }
    return found;
  }

  private static boolean talks(PeopleRow.Content content) {
    return content
        .conversation()
        .map(ConversationView::state)
        .filter(ConversationState.ACTIVE::equals)
        .isPresent();
  }

  private List<SearchRow> foundTexts(List<StoredMessage> messages, String wanted) {
    List<SearchRow> found = new ArrayList<>();
    for (StoredMessage message : messages) {
      people
          .with(message.conversation())
          .ifPresent(
              row ->
                  found.add(
                      new SearchRow(
                          row,
                          Optional.of(message),
                          Snippet.of(SafeText.line(message.text().orElse("")), wanted),
                          times.brief(message.at()),
                          found.isEmpty()
                              ? Optional.of(Texts.of("search.messages"))
                              : Optional.empty())));
    }
    return found;
  }

  public StringProperty queryProperty() {
    return query;
  }

  public ReadOnlyObjectProperty<SearchScope> scopeProperty() {
    return scope.getReadOnlyProperty();
  }

  public ObservableList<SearchRow> rows() {
    return rows;
  }
}
