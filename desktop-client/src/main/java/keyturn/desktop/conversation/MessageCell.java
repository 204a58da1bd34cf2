package keyturn.desktop.conversation;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Texts;
import org.jspecify.annotations.Nullable;

/** A bubble, with the day above it where one begins. Nodes are made once; rows only fill them. */
final class MessageCell extends ListCell<MessageRow> {
  private static final double WIDEST = 0.62;

  private final Label day = new Label();
  private final HBox dayLine = new HBox(day);
  private final Label text = new Label();
  private final Label marks = new Label();
  private final Label time = new Label();
  private final TickIcon tick = new TickIcon();
  private final Tooltip tickText = new Tooltip();
  private final Hyperlink retry = new Hyperlink(Texts.of("message.retry"));
  private final Hyperlink discard = new Hyperlink(Texts.of("message.discard"));
  private final VBox bubble;
  private final HBox line;
  private final VBox whole;
  private final ChangeListener<MessageRow.Content> follow = (at, before, now) -> fill(now);

  MessageCell(ChatViewModel model, ListView<MessageRow> list) {
    setPrefWidth(0);
    day.getStyleClass().add("day");
    dayLine.setAlignment(Pos.CENTER);
    dayLine.getStyleClass().add("day-line");
    dayLine.managedProperty().bind(dayLine.visibleProperty());
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    marks.getStyleClass().add("bubble-small");
    marks.managedProperty().bind(marks.visibleProperty());
    marks.visibleProperty().bind(marks.textProperty().isNotEmpty());
    time.getStyleClass().add("bubble-small");
    HBox footer = new HBox(6, retry, discard, marks, time, tick);
    footer.setAlignment(Pos.CENTER_RIGHT);
    Tooltip.install(footer, tickText);
    retry.managedProperty().bind(retry.visibleProperty());
    discard.managedProperty().bind(discard.visibleProperty());
    retry.setOnAction(event -> model.retry(getItem()));
    discard.setOnAction(event -> model.discard(getItem()));
    bubble = new VBox(2, text, footer);
    bubble.maxWidthProperty().bind(list.widthProperty().multiply(WIDEST));
    line = new HBox(bubble);
    whole = new VBox(dayLine, line);
    MenuItem copy = new MenuItem(Texts.of("message.copy"));
    copy.setOnAction(event -> copy());
    setContextMenu(new ContextMenu(copy));
  }

  @Override
  protected void updateItem(@Nullable MessageRow row, boolean empty) {
    if (getItem() != null) {
      getItem().contentProperty().removeListener(follow);
    }
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
    } else {
      row.contentProperty().addListener(follow);
      fill(row.content());
      setGraphic(whole);
    }
  }

  private void fill(MessageRow.Content content) {
    day.setText(content.day().orElse(""));
    dayLine.setVisible(content.day().isPresent());
    text.setText(content.text());
    text.getStyleClass().setAll("label", content.readable() ? "bubble-text" : "bubble-unreadable");
    marks.setText(content.marks());
    time.setText(content.time());
    tick.show(content.tick());
    tickText.setText(content.tickText().isEmpty() ? content.time() : content.tickText());
    boolean failed = content.tick() == Tick.NOT_DELIVERED;
    retry.setVisible(failed);
    discard.setVisible(failed);
    bubble
        .getStyleClass()
        .setAll(
            "bubble", failed ? "bubble-failed" : content.mine() ? "bubble-mine" : "bubble-theirs");
    line.setAlignment(content.mine() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    line.getStyleClass().setAll(content.beginsBlock() ? "block-first" : "block-more");
    setAccessibleText(content.spoken());
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(getItem().content().text());
    Clipboard.getSystemClipboard().setContent(content);
  }
}
