package keyturn.desktop.conversation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;
import keyturn.protocol.id.ConversationId;

/** Looks for text in the conversation on show, from the newest message up. */
public final class FindViewModel {
  private static final int MOST = 1_000;

  private final Connection connection;
  private final Executor ui;
  private final Consumer<StoredMessage> reveal;
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private Optional<ConversationId> shown = Optional.empty();
  private CompletableFuture<List<StoredMessage>> running = new CompletableFuture<>();
  private List<StoredMessage> found = List.of();
  private int at;

  FindViewModel(Connection connection, Executor ui, Consumer<StoredMessage> reveal) {
    this.connection = connection;
    this.ui = ui;
    this.reveal = reveal;
    query.addListener((property, before, now) -> search());
  }

  void turnTo(Optional<ConversationId> conversation) {
    shown = conversation;
    close();
  }

  public void open() {
    open.set(shown.isPresent());
  }

  public void close() {
    open.set(false);
    query.set("");
  }

  /** The next one up. */
  public void older() {
    go(at + 1);
  }

  public void newer() {
    go(at - 1);
  }

  private void search() {
    running.cancel(false);
    found = List.of();
    status.set("");
    String wanted = query.get();
    if (wanted.isBlank() || shown.isEmpty() || connection.client().isEmpty()) {
      return;
    }
    CompletableFuture<List<StoredMessage>> mine =
        connection.client().get().search(shown, wanted, MOST);
    running = mine;
    var unused =
        mine.thenAcceptAsync(
            messages -> {
              if (mine == running && wanted.equals(query.get())) {
                found = messages;
                at = 0;
                go(0);
              }
            },
            ui);
  }

  private void go(int to) {
    if (found.isEmpty()) {
      status.set(query.get().isBlank() ? "" : Texts.of("find.nothing"));
      return;
    }
    at = Math.floorMod(to, found.size());
    status.set(Texts.of("find.at", at + 1, found.size()));
    reveal.accept(found.get(at));
  }

  public StringProperty queryProperty() {
    return query;
  }

  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }
}
