package keyturn.desktop.people;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Avatar;
import keyturn.desktop.common.Script;
import keyturn.desktop.common.Texts;
import keyturn.protocol.message.Presence;

/** Who is signed in, how they want to be seen, and what concerns the whole window. */
public final class SelfView extends HBox {
  private static final List<Presence> CHOICES =
      List.of(Presence.AVAILABLE, Presence.BUSY, Presence.AWAY, Presence.INVISIBLE);

  private final PeopleViewModel model;
  private final Avatar avatar = new Avatar(38);
  private final Label name = new Label();
  private final Label state = new Label();
  private final MenuButton menu = new MenuButton();
  private final ObservableValue<String> link;

  /**
   * Shows who is signed in.
   *
   * @param link what there is to say about the connection, in a word
   * @param choose is told the presence that was chosen
   * @param tools buttons at the end of the line
   */
  public SelfView(
      PeopleViewModel model,
      ObservableValue<String> link,
      Consumer<Presence> choose,
      List<Node> tools) {
    super(10);
    this.model = model;
    this.link = link;
    name.getStyleClass().add("header-name");
    name.setMinWidth(0);
    state.getStyleClass().addAll("text-muted", "text-small");
    state.setMinWidth(0);
    for (Presence presence : CHOICES) {
      Region dot = new Region();
      dot.getStyleClass()
          .addAll("menu-dot", "presence-" + presence.name().toLowerCase(Locale.ROOT));
      MenuItem item = new MenuItem(Texts.of("presence.own." + presence.name()), dot);
      item.setOnAction(event -> choose.accept(presence));
      menu.getItems().add(item);
    }
    menu.setId("self");
    menu.setGraphic(avatar);
    menu.getStyleClass().addAll("self", "no-arrow");
    menu.setTooltip(new Tooltip(Texts.of("presence.choose")));
    VBox texts = new VBox(2, name, state);
    texts.setAlignment(Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("side-header");
    getChildren().addAll(menu, texts);
    getChildren().addAll(tools);
    model.selfProperty().addListener((at, before, now) -> show());
    model.presenceProperty().addListener((at, before, now) -> show());
    link.addListener((at, before, now) -> show());
    show();
  }

  private void show() {
    Presence presence = model.presenceProperty().get();
    String how = Texts.of("presence.own." + presence.name());
    avatar.show(model.selfProperty().get(), presence);
    name.setText(model.selfProperty().get());
    Script.dress(name, name.getText());
    // Room is short: what is usual need not be said.
    state.setText(presence == Presence.AVAILABLE ? link.getValue() : link.getValue() + " · " + how);
    menu.setAccessibleText(Texts.of("presence.choose") + ": " + how);
  }
}
