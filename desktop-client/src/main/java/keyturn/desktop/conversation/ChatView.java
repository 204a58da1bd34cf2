package keyturn.desktop.conversation;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The right half: one conversation, or what there is to do instead. */
public final class ChatView extends BorderPane {
  /**
   * What has its place here and is made elsewhere.
   *
   * @param keyRing in the header
   * @param banner below it
   * @param toast over the messages
   * @param back in the header, leads to the list of people where both do not fit
   * @param pin pins who is on show in that list, or no longer
   */
  public record Places(Node keyRing, Node banner, Node toast, Button back, Runnable pin) {}

  private final ChatViewModel model;
  private final MessageListView messages;
  private final Composer composer;
  private final FindBar find;

  /**
   * Shows what the view-model is about.
   *
   * @param who says who can read
   * @param begin asks for somebody to talk to
   */
  public ChatView(
      ChatViewModel model, Places places, Browser browser, Runnable who, Runnable begin) {
    this.model = model;
    messages = new MessageListView(model, browser);
    composer = new Composer(model);
    find = new FindBar(model.find());
    getStyleClass().add("chat");
    ObservableBooleanValue ended = model.stageProperty().isEqualTo(ChatStage.ENDED);
    ObservableBooleanValue talk =
        Bindings.or(model.stageProperty().isEqualTo(ChatStage.OPEN), ended);
    StackPane.setAlignment(places.toast(), Pos.BOTTOM_CENTER);
    BorderPane conversation = new BorderPane(new StackPane(messages, places.toast()));
    conversation.setTop(new VBox(find, modeLine(who)));
    conversation.setBottom(new VBox(shownWhile(ended, againLine()), composer));
    setTop(new VBox(new ChatHeader(model, places, this::find), places.banner()));
    setCenter(
        new StackPane(
            shownWhile(talk, conversation),
            shownWhile(model.stageProperty().isEqualTo(ChatStage.PERSON), new StartView(model)),
            shownWhile(model.stageProperty().isEqualTo(ChatStage.EMPTY), nobody(begin))));
  }

  public void focusComposer() {
    composer.focusArea();
  }

  public void focusMessages() {
    messages.focusList();
  }

  /** Opens the search in this conversation. */
  public void find() {
    if (model.stageProperty().get() == ChatStage.OPEN
        || model.stageProperty().get() == ChatStage.ENDED) {
      find.open();
    }
  }

  /** Opens the emoji. */
  public void pickEmoji() {
    if (model.stageProperty().get() == ChatStage.OPEN) {
      composer.pick();
    }
  }

  private static Node shownWhile(ObservableBooleanValue condition, Node node) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
    return node;
  }

  private static Node modeLine(Runnable who) {
    Label line = new Label(Texts.of("chat.mode-line"), Icons.icon(Feather.EYE));
    line.getStyleClass().add("mode-line");
    Hyperlink link = new Hyperlink(Texts.of("chat.who"));
    link.setId("who");
    link.getStyleClass().add("mode-who");
    link.setOnAction(event -> who.run());
    HBox box = new HBox(6, line, link);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private Node againLine() {
    Button again = new Button(Texts.of("chat.again"));
    again.disableProperty().bind(model.startingProperty());
    again.setOnAction(event -> model.start(Optional.empty()));
    HBox box = new HBox(again);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("again");
    return box;
  }

  private static Node nobody(Runnable begin) {
    Label first = new Label(Texts.of("chat.empty"));
    first.getStyleClass().add("title-3");
    Label second = new Label(Texts.of("chat.empty-more"));
    second.getStyleClass().add("text-muted");
    Button start = new Button(Texts.of("chat.new"));
    start.setId("new-conversation");
    start.getStyleClass().add("accent");
    start.setOnAction(event -> begin.run());
    VBox box = new VBox(12, Icons.icon(Feather.MESSAGE_CIRCLE, "empty-icon"), first, second, start);
    box.setAlignment(Pos.CENTER);
    return box;
  }
}
