package keyturn.desktop.conversation;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.StackPane;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The messages; stays at the newest unless somebody has scrolled away. */
final class MessageListView extends StackPane {
  private static final double NEARLY = 0.002;

  private final ChatViewModel model;
  private final ListView<MessageRow> list = new ListView<>();
  private final Button newest =
      Icons.button(Feather.ARROW_DOWN, Texts.of("chat.to-newest"), this::toNewest);
  private @Nullable ScrollBar bar;
  private boolean atEnd = true;

  MessageListView(ChatViewModel model) {
    this.model = model;
    list.setId("messages");
    list.getStyleClass().add("messages");
    list.setItems(model.messages());
    list.setCellFactory(view -> new MessageCell(model, list));
    list.setFocusTraversable(true);
    list.setPlaceholder(new StackPane());
    newest.getStyleClass().add("to-newest");
    newest.setVisible(false);
    setAlignment(newest, Pos.BOTTOM_RIGHT);
    getChildren().addAll(list, newest);
    // A banner takes height away: whoever was at the newest message stays there.
    list.heightProperty()
        .addListener(
            (at, before, now) -> {
              if (atEnd) {
                toNewest();
              }
            });
    model
        .messages()
        .addListener(
            (ListChangeListener<MessageRow>)
                change -> {
                  while (change.next()) {
                    changed(change);
                  }
                });
  }

  void focusList() {
    list.requestFocus();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (bar == null) {
      bar = findBar();
    }
  }

  private @Nullable ScrollBar findBar() {
    for (Node node : list.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar found && found.getOrientation() == Orientation.VERTICAL) {
        found.valueProperty().addListener((at, before, now) -> scrolled(found));
        return found;
      }
    }
    return null;
  }

  private void scrolled(ScrollBar scroll) {
    atEnd = !scroll.isVisible() || scroll.getValue() >= scroll.getMax() - NEARLY;
    newest.setVisible(!atEnd);
    if (scroll.isVisible() && scroll.getValue() <= scroll.getMin() + NEARLY && !atEnd) {
      model.loadOlder();
    }
  }

  private void changed(ListChangeListener.Change<? extends MessageRow> change) {
    int rows = change.getList().size();
    boolean older = change.wasAdded() && change.getFrom() == 0 && change.getTo() < rows;
    boolean mine = change.wasAdded() && change.getList().get(change.getTo() - 1).content().mine();
    if (older) {
      // What was on top stays in sight.
      int first = change.getTo();
      Platform.runLater(() -> list.scrollTo(first));
    } else if (change.wasAdded() && (atEnd || mine || change.getFrom() == 0)) {
      toNewest();
    }
  }

  private void toNewest() {
    atEnd = true;
    newest.setVisible(false);
    // After the pulse in which the new rows get their heights.
    Platform.runLater(() -> list.scrollTo(model.messages().size() - 1));
  }
}
