package keyturn.desktop.conversation;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.stage.Popup;
import keyturn.desktop.common.Popups;
import keyturn.desktop.common.Texts;

/** All of a long message, to read, select and copy. */
final class WholeMessage {
  private static final double MARGIN = 60;

  private WholeMessage() {}

  static void show(Node owner, MessageRow row) {
    Popup popup = new Popup();
    TextArea text = new TextArea(row.wholeText());
    text.setId("whole-message");
    text.setEditable(false);
    text.setWrapText(true);
    text.setAccessibleText(row.content().spoken());
    Button close = new Button(Texts.of("message.close"));
    close.setOnAction(event -> popup.hide());
    HBox buttons = new HBox(close);
    buttons.getStyleClass().add("popover-buttons");
    BorderPane box = new BorderPane(text);
    box.setBottom(buttons);
    box.getStyleClass().add("popover");
    var window = owner.getScene().getWindow();
    box.setPrefSize(window.getWidth() - 2 * MARGIN, window.getHeight() - 2 * MARGIN);
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Popups.dress(popup, owner);
    popup.show(window, window.getX() + MARGIN, window.getY() + MARGIN);
    text.requestFocus();
  }
}
