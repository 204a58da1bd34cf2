package keyturn.desktop.conversation;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Where one writes: grows with the text to six lines. Enter sends, Shift+Enter begins a line. */
final class Composer extends HBox {
  private static final double PADDING = 22;
  private static final double TALLEST = 140;

  private final TextArea area = new TextArea();
  private final ChatViewModel model;

  Composer(ChatViewModel model) {
    super(10);
    this.model = model;
    setAlignment(Pos.BOTTOM_LEFT);
    getStyleClass().add("composer");
    area.setId("composer");
    area.setWrapText(true);
    area.setPrefRowCount(1);
    area.textProperty().bindBidirectional(model.draftProperty());
    area.promptTextProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model
                        .personProperty()
                        .get()
                        .map(p -> Texts.of("chat.prompt", p.name()))
                        .map(prompt -> prompt + "  ·  " + Texts.of("chat.prompt-more"))
                        .orElse(""),
                model.personProperty()));
    area.accessibleTextProperty().bind(area.promptTextProperty());
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    growWithText();
    HBox.setHgrow(area, Priority.ALWAYS);
    Button send = Icons.button(Feather.SEND, Texts.of("chat.send"), model::send);
    send.setId("send");
    send.getStyleClass().setAll("button", "button-icon", "accent", "send");
    send.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.draftProperty().get().isBlank(), model.draftProperty()));
    getChildren().addAll(area, send);
  }

  void focusArea() {
    area.requestFocus();
    area.end();
  }

  private void key(KeyEvent event) {
    if (event.getCode() != KeyCode.ENTER) {
      return;
    }
    event.consume();
    if (event.isShiftDown()) {
      area.replaceSelection("\n");
    } else {
      model.send();
    }
  }

  private void growWithText() {
    Text measure = new Text();
    measure.textProperty().bind(area.textProperty().concat("|"));
    measure.fontProperty().bind(area.fontProperty());
    measure.wrappingWidthProperty().bind(area.widthProperty().subtract(44));
    area.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.min(TALLEST, Math.ceil(measure.getLayoutBounds().getHeight()) + PADDING),
                measure.layoutBoundsProperty()));
    area.setMinHeight(USE_PREF_SIZE);
    area.setMaxHeight(USE_PREF_SIZE);
  }
}
