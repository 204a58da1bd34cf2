package keyturn.desktop.people;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** With whom one can talk. */
public final class PeopleView extends BorderPane {
  private final PeopleViewModel model;
  private final ListView<PeopleRow> list = new ListView<>();
  private boolean following;

  /**
   * Shows everybody there is.
   *
   * @param write is called when a row is clicked or entered: the arrows only go through the list
   */
  public PeopleView(PeopleViewModel model, Runnable write) {
    this.model = model;
    list.setOnMouseClicked(event -> write.run());
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            write.run();
            event.consume();
          }
        });
    list.setId("people");
    list.setItems(model.rows());
    list.setCellFactory(view -> new PeopleCell());
    list.setPlaceholder(placeholder());
    list.setAccessibleText(Texts.of("people.title"));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((at, before, now) -> chosen(Optional.ofNullable(now)));
    model.selectedProperty().addListener((at, before, now) -> follow());
    // Sorting replaces the rows and with them the list's own selection.
    model.rows().addListener((ListChangeListener<PeopleRow>) change -> follow());
    setCenter(list);
  }

  /** Goes to the row above (-1) or below (1). */
  public void step(int by) {
    int next = list.getSelectionModel().getSelectedIndex() + by;
    if (next >= 0 && next < model.rows().size()) {
      list.getSelectionModel().select(next);
      list.scrollTo(next);
    }
  }

  public boolean hasCursor() {
    return list.isFocused();
  }

  public void focusList() {
    list.requestFocus();
  }

  private void chosen(Optional<PeopleRow> row) {
    if (!following && row.isPresent()) {
      model.select(row);
    }
  }

  private void follow() {
    following = true;
    model
        .selectedProperty()
        .get()
        .ifPresentOrElse(
            list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
    following = false;
  }

  private static Node placeholder() {
    Label first = new Label(Texts.of("people.empty"));
    Label second = new Label(Texts.of("people.empty-more"));
    second.getStyleClass().addAll("text-muted", "text-small");
    second.setWrapText(true);
    VBox box = new VBox(8, Icons.icon(Feather.USERS, "empty-icon"), first, second);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty");
    return box;
  }
}
