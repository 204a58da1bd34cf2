package keyturn.desktop.conversation;

import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The messages; stays at the newest unless somebody has scrolled away. */
final class MessageListView extends StackPane {
  private static final double NEARLY = 0.002;

  private final ChatViewModel model;
  private final ListView<MessageRow> list = new ListView<>();
  private final Button newest = new Button("", Icons.icon(Feather.ARROW_DOWN));
  private @Nullable ScrollBar bar;
  private boolean atEnd = true;

  MessageListView(ChatViewModel model, Browser browser) {
    this.model = model;
    list.setId("messages");
    list.getStyleClass().add("messages");
    list.setItems(model.messages());
    LinkPopup links = new LinkPopup(browser, MessageListView::copy);
    MessageCell.Actions actions =
        new MessageCell.Actions(
            row -> copy(row.wholeText()),
            model::retry,
            model::discard,
            row -> WholeMessage.show(this, row),
            links::show);
    list.setCellFactory(view -> new MessageCell(actions, list));
    list.setFocusTraversable(true);
    list.setAccessibleText(Texts.of("chat.messages"));
    list.setPlaceholder(new StackPane());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    newest.setId("to-newest");
    newest.getStyleClass().add("to-newest");
    newest.setVisible(false);
    newest.setOnAction(event -> toNewest());
    newest
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.unseenProperty().get() == 0
                        ? ""
                        : Texts.of("chat.unseen", model.unseenProperty().get()),
                model.unseenProperty()));
    newest.setAccessibleText(Texts.of("chat.to-newest"));
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
    model.revealedProperty().addListener((at, before, now) -> now.ifPresent(this::reveal));
  }

  void focusList() {
    list.requestFocus();
    if (list.getSelectionModel().isEmpty() && !model.messages().isEmpty()) {
      list.getSelectionModel().selectLast();
    }
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void key(KeyEvent event) {
    Optional<MessageRow> selected = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    if (event.isShortcutDown() && event.getCode() == KeyCode.C && selected.isPresent()) {
      copy(selected.get().wholeText());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && selected.isPresent()) {
      list.lookupAll(".list-cell").stream()
          .filter(node -> node instanceof MessageCell cell && cell.isSelected())
          .map(MessageCell.class::cast)
          .findFirst()
          .ifPresent(MessageCell::openMenu);
      event.consume();
    }
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
    atEnd(!scroll.isVisible() || scroll.getValue() >= scroll.getMax() - NEARLY);
    if (scroll.isVisible() && scroll.getValue() <= scroll.getMin() + NEARLY && !atEnd) {
      model.loadOlder();
    }
  }

  private void atEnd(boolean now) {
    atEnd = now;
    newest.setVisible(!now);
    model.atNewest(now);
  }

  private void changed(ListChangeListener.Change<? extends MessageRow> change) {
    int rows = change.getList().size();
    boolean older = change.wasAdded() && change.getFrom() == 0 && change.getTo() < rows;
    boolean mine = change.wasAdded() && change.getList().get(change.getTo() - 1).content().mine();
    if (rows == 0) {
      atEnd(true);
    } else if (older) {
      // What was on top stays in sight.
      int first = change.getTo();
      Platform.runLater(() -> list.scrollTo(first));
    } else if (change.wasAdded() && (atEnd || mine || change.getFrom() == 0)) {
      toNewest();
    }
  }

  private void reveal(MessageRow row) {
    int at = model.messages().indexOf(row);
    if (at >= 0) {
      atEnd(false);
      list.getSelectionModel().clearAndSelect(at);
      // After the pulse in which older rows got their heights; some above it give it company.
      Platform.runLater(() -> list.scrollTo(Math.max(0, at - 2)));
    }
  }

  private void toNewest() {
    atEnd(true);
    // After the pulse in which the new rows get their heights.
    Platform.runLater(() -> list.scrollTo(model.messages().size() - 1));
  }
}
