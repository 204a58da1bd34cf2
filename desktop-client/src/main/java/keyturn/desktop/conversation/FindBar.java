package keyturn.desktop.conversation;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Looks for text in one conversation: Enter and ↑ go to older ones, ↓ to newer ones. */
final class FindBar extends HBox {
  private final FindViewModel model;
  private final TextField field = new TextField();

  FindBar(FindViewModel model) {
    super(6);
    this.model = model;
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("find-bar");
    field.setId("find");
    field.setPromptText(Texts.of("find.prompt"));
    field.setAccessibleText(Texts.of("find.prompt"));
    field.textProperty().bindBidirectional(model.queryProperty());
    HBox.setHgrow(field, Priority.ALWAYS);
    Label status = new Label();
    status.setId("find-status");
    status.getStyleClass().addAll("text-muted", "text-small");
    status.setMinWidth(USE_PREF_SIZE);
    status.textProperty().bind(model.statusProperty());
    getChildren()
        .addAll(
            field,
            status,
            Icons.button(Feather.CHEVRON_UP, Texts.of("find.older"), model::older),
            Icons.button(Feather.CHEVRON_DOWN, Texts.of("find.newer"), model::newer),
            Icons.button(Feather.X, Texts.of("find.close"), model::close));
    visibleProperty().bind(model.openProperty());
    managedProperty().bind(visibleProperty());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  void open() {
    model.open();
    field.requestFocus();
    field.selectAll();
  }

  private void key(KeyEvent event) {
    boolean back = event.isShiftDown() || event.getCode() == KeyCode.DOWN;
    switch (event.getCode()) {
      case ENTER, UP, DOWN -> {
        if (back) {
          model.newer();
        } else {
          model.older();
        }
        event.consume();
      }
      case ESCAPE -> {
        model.close();
        event.consume();
      }
      default -> {}
    }
  }
}
