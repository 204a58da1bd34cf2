package keyturn.desktop;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Avatar;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import keyturn.desktop.conversation.ChatView;
import keyturn.desktop.keyring.KeyRingView;
import keyturn.desktop.link.BannerView;
import keyturn.desktop.link.StatusView;
import keyturn.desktop.people.PeopleView;
import keyturn.protocol.message.Presence;
import org.kordamp.ikonli.feather.Feather;

/** People on the left, a conversation on the right. */
final class MainView extends StackPane {
  private final PeopleView people;
  private final ChatView chat;

  /**
   * @param theme button that changes the colours
   */
  MainView(DesktopViewModel model, Button theme) {
    people =
        new PeopleView(
            model.people(),
            top(model.people().selfProperty(), theme, model::signOut),
            new StatusView(model.link()));
    chat =
        new ChatView(model.chat(), new KeyRingView(model.keyRing()), new BannerView(model.link()));
    people.setMinWidth(240);
    people.setPrefWidth(320);
    chat.setMinWidth(420);
    SplitPane split = new SplitPane(people, chat);
    split.setDividerPositions(0.28);
    SplitPane.setResizableWithParent(people, false);
    getChildren().add(split);
    model.people().selectedProperty().addListener((at, before, now) -> chat.focusComposer());
    addEventFilter(KeyEvent.KEY_PRESSED, event -> key(event, model));
  }

  private void key(KeyEvent event, DesktopViewModel model) {
    boolean taken = true;
    if (event.isAltDown() && event.getCode() == KeyCode.UP) {
      people.step(-1);
    } else if (event.isAltDown() && event.getCode() == KeyCode.DOWN) {
      people.step(1);
    } else if (event.getCode() == KeyCode.F6) {
      nextPane();
    } else if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.R) {
      model.tryNow();
    } else {
      taken = false;
    }
    if (taken) {
      event.consume();
    }
  }

  private void nextPane() {
    Node owner = getScene().getFocusOwner();
    String at = owner == null || owner.getId() == null ? "" : owner.getId();
    switch (at) {
      case "people" -> chat.focusMessages();
      case "messages" -> chat.focusComposer();
      default -> people.focusList();
    }
  }

  private static Node top(ObservableValue<String> self, Button theme, Runnable signOut) {
    Avatar avatar = new Avatar(36);
    Label name = new Label();
    name.getStyleClass().add("header-name");
    name.textProperty().bind(self);
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    self.addListener((at, before, now) -> avatar.show(now, Presence.AVAILABLE));
    Button out = Icons.button(Feather.LOG_OUT, Texts.of("account.sign-out"), signOut);
    HBox line = new HBox(10, avatar, name, theme, out);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("side-header");
    return new VBox(line);
  }
}
