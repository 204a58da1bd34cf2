package keyturn.desktop.conversation;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The right half: one conversation, or what there is to do instead. */
public final class ChatView extends BorderPane {
  private final ChatViewModel model;
  private final MessageListView messages;
  private final Composer composer;

  /**
   * Shows what the view-model is about.
   *
   * @param keyRing has its place in the header
   * @param banner has its place below it
   */
  public ChatView(ChatViewModel model, Node keyRing, Node banner) {
    this.model = model;
    messages = new MessageListView(model);
    composer = new Composer(model);
    getStyleClass().add("chat");
    ObservableBooleanValue open = model.stageProperty().isEqualTo(ChatStage.OPEN);
    ObservableBooleanValue ended = model.stageProperty().isEqualTo(ChatStage.ENDED);
    ObservableBooleanValue talk = Bindings.or(open, ended);
    BorderPane conversation = new BorderPane(messages);
    conversation.setTop(modeLine());
    conversation.setBottom(
        new StackPane(shownWhile(open, composer), shownWhile(ended, endedLine())));
    setTop(new VBox(new ChatHeader(model, keyRing), banner));
    setCenter(
        new StackPane(
            shownWhile(talk, conversation),
            shownWhile(model.stageProperty().isEqualTo(ChatStage.PERSON), new StartView(model)),
            shownWhile(model.stageProperty().isEqualTo(ChatStage.EMPTY), nobody())));
  }

  public void focusComposer() {
    composer.focusArea();
  }

  public void focusMessages() {
    messages.focusList();
  }

  private static Node shownWhile(ObservableBooleanValue condition, Node node) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
    return node;
  }

  private static Node modeLine() {
    Label line = new Label(Texts.of("chat.mode-line"), Icons.icon(Feather.EYE));
    line.getStyleClass().add("mode-line");
    HBox box = new HBox(line);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private Node endedLine() {
    Label text = new Label(Texts.of("chat.ended"));
    text.getStyleClass().add("text-muted");
    Button again = new Button(Texts.of("chat.again"));
    again.disableProperty().bind(model.startingProperty());
    again.setOnAction(event -> model.start(Optional.empty()));
    HBox box = new HBox(14, text, again);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("composer");
    return box;
  }

  private static Node nobody() {
    Label first = new Label(Texts.of("chat.empty"));
    first.getStyleClass().add("title-3");
    Label second = new Label(Texts.of("chat.empty-more"));
    second.getStyleClass().add("text-muted");
    VBox box = new VBox(10, Icons.icon(Feather.MESSAGE_CIRCLE, "empty-icon"), first, second);
    box.setAlignment(Pos.CENTER);
    return box;
  }
}
