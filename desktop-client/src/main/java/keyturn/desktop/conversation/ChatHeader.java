package keyturn.desktop.conversation;

import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import keyturn.client.ConversationView;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.common.Avatar;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.ModeBadge;
import keyturn.desktop.common.Script;
import keyturn.desktop.common.Suites;
import keyturn.desktop.common.Texts;
import keyturn.desktop.people.PeopleRow;
import org.kordamp.ikonli.feather.Feather;

/** With whom, of what kind, under which key. */
final class ChatHeader extends HBox {
  private final ChatViewModel model;
  private final Avatar avatar = new Avatar(42);
  private final Label name = new Label();
  private final Label presence = new Label();
  private final Label compatibility = new Label();
  private final ModeBadge badge = new ModeBadge();
  private final MenuItem pin = new MenuItem("", Icons.icon(Feather.BOOKMARK));
  private final MenuButton menu = new MenuButton("", Icons.icon(Feather.MORE_VERTICAL));

  /**
   * @param places of which the ring, the way back and the pin belong here
   */
  ChatHeader(ChatViewModel model, ChatView.Places places, Runnable find) {
    super(10);
    this.model = model;
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("chat-header");
    name.getStyleClass().add("header-name");
    name.setMinWidth(0);
    presence.getStyleClass().addAll("text-muted", "text-small");
    compatibility.getStyleClass().addAll("mode-badge", "compatibility");
    compatibility.setMinWidth(USE_PREF_SIZE);
    compatibility.setTooltip(new Tooltip(Texts.of("suite.compatibility-explained")));
    compatibility.managedProperty().bind(compatibility.visibleProperty());
    badge.managedProperty().bind(badge.visibleProperty());
    MenuItem leave = new MenuItem(Texts.of("chat.leave"), Icons.icon(Feather.LOG_OUT));
    leave.setOnAction(event -> askToLeave());
    pin.setOnAction(event -> places.pin().run());
    menu.getItems().addAll(pin, leave);
    menu.getStyleClass().addAll("button-icon", "flat", "no-arrow");
    menu.setAccessibleText(Texts.of("chat.menu"));
    menu.setTooltip(new Tooltip(Texts.of("chat.menu")));
    menu.visibleProperty().bind(model.stageProperty().isEqualTo(ChatStage.OPEN));
    menu.managedProperty().bind(menu.visibleProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    VBox texts = new VBox(2, name, presence);
    texts.setMinWidth(48);
    Button back = places.back();
    back.managedProperty().bind(back.visibleProperty());
    texts.setAlignment(Pos.CENTER_LEFT);
    Button search = Icons.button(Feather.SEARCH, Texts.of("find.open"), find);
    search.visibleProperty().bind(menu.visibleProperty().or(ended(model)));
    search.managedProperty().bind(search.visibleProperty());
    getChildren()
        .addAll(back, avatar, texts, gap, compatibility, badge, places.keyRing(), search, menu);
    model.personProperty().addListener((at, before, now) -> show(now));
    show(model.personProperty().get());
  }

  private static ObservableBooleanValue ended(ChatViewModel model) {
    return model.stageProperty().isEqualTo(ChatStage.ENDED);
  }

  private void show(Optional<PeopleRow.Content> person) {
    setVisible(person.isPresent());
    setManaged(person.isPresent());
    person.ifPresent(
        shown -> {
          avatar.show(shown.name(), shown.presence());
          name.setText(shown.name());
          Script.dress(name, name.getText());
          pin.setText(Texts.of(shown.pinned() ? "chat.unpin" : "chat.pin"));
          presence.setText(Texts.of("presence." + shown.presence().name()));
          badge.setVisible(shown.conversation().isPresent());
          Optional<CipherSuite> old =
              shown.conversation().map(ConversationView::suite).filter(CipherSuite::compatibility);
          compatibility.setVisible(old.isPresent());
          compatibility.setText(
              old.map(s -> Texts.of("suite.compatibility") + " · " + Suites.name(s)).orElse(""));
        });
  }

  private void askToLeave() {
    ButtonType yes = new ButtonType(Texts.of("chat.leave-yes"), ButtonBar.ButtonData.YES);
    ButtonType no = new ButtonType(Texts.of("chat.leave-no"), ButtonBar.ButtonData.CANCEL_CLOSE);
    Alert alert =
        new Alert(Alert.AlertType.NONE, Texts.of("chat.leave-explained", name.getText()), no, yes);
    alert.initOwner(getScene().getWindow());
    alert.setTitle(Texts.of("chat.leave-title"));
    alert.setHeaderText(Texts.of("chat.leave-title"));
    alert.showAndWait().filter(yes::equals).ifPresent(chosen -> model.leave());
  }
}
