package keyturn.desktop.search;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The search field; what it finds takes the place of the list of people. */
public final class SearchView extends BorderPane {
  private final SearchViewModel model;
  private final TextField field = new TextField();
  private final ListView<SearchRow> list = new ListView<>();

  /** Shows {@code people} while nothing is looked for. */
  public SearchView(SearchViewModel model, Node people) {
    this.model = model;
    field.setId("search");
    field.setAccessibleText(Texts.of("search.prompt"));
    field.textProperty().bindBidirectional(model.queryProperty());
    field
        .promptTextProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    Texts.of(
                        model.scopeProperty().get() == SearchScope.STRANGERS
                            ? "search.prompt-new"
                            : model.scopeProperty().get() == SearchScope.PEOPLE
                                ? "search.prompt-people"
                                : "search.prompt"),
                model.scopeProperty()));
    Button clear = Icons.button(Feather.X, Texts.of("search.end"), this::leave);
    clear.visibleProperty().bind(model.scopeProperty().isNotEqualTo(SearchScope.NONE));
    clear.managedProperty().bind(clear.visibleProperty());
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox line = new HBox(4, field, clear);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("search-line");
    list.setId("found");
    list.setItems(model.rows());
    list.setCellFactory(view -> new SearchCell(model));
    list.setPlaceholder(nothing());
    list.setAccessibleText(Texts.of("search.found"));
    list.visibleProperty().bind(model.scopeProperty().isNotEqualTo(SearchScope.NONE));
    people.visibleProperty().bind(list.visibleProperty().not());
    setTop(line);
    setCenter(new StackPane(people, list));
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Puts the cursor there. */
  public void begin(SearchScope scope) {
    model.begin(scope);
    field.requestFocus();
    field.selectAll();
  }

  public boolean isSearching() {
    return model.scopeProperty().get() != SearchScope.NONE;
  }

  private void leave() {
    model.end();
  }

  private void key(KeyEvent event) {
    if (!isSearching()) {
      return;
    }
    boolean inList = list.isFocused();
    if (event.getCode() == KeyCode.ESCAPE) {
      leave();
    } else if (event.getCode() == KeyCode.DOWN && !inList && !model.rows().isEmpty()) {
      list.requestFocus();
      list.getSelectionModel().select(0);
    } else if (event.getCode() == KeyCode.UP
        && inList
        && list.getSelectionModel().getSelectedIndex() <= 0) {
      field.requestFocus();
    } else if (event.getCode() == KeyCode.ENTER && !model.rows().isEmpty()) {
      int at = inList ? Math.max(0, list.getSelectionModel().getSelectedIndex()) : 0;
      model.open(model.rows().get(at));
    } else {
      return;
    }
    event.consume();
  }

  private Node nothing() {
    Label text = new Label(Texts.of("search.nothing"));
    text.setWrapText(true);
    Button end = new Button(Texts.of("search.end"));
    end.setOnAction(event -> leave());
    VBox box = new VBox(12, Icons.icon(Feather.SEARCH, "empty-icon"), text, end);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty");
    return box;
  }
}
