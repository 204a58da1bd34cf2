package keyturn.desktop.conversation;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Styles;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.WebLink;
import keyturn.desktop.emoji.EmojiText;
import keyturn.desktop.emoji.Pieces;
import org.jspecify.annotations.Nullable;

/** A bubble, with what stands above it. Nodes are made once; rows only fill them. */
final class MessageCell extends ListCell<MessageRow> {
  /** What can be done with a message. */
  record Actions(
      Consumer<MessageRow> copy,
      Consumer<MessageRow> retry,
      Consumer<MessageRow> discard,
      Consumer<MessageRow> showAll,
      BiConsumer<Node, WebLink> open) {}

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double WIDEST = 0.68;

  private final Label day = new Label();
  private final HBox dayLine = new HBox(day);
  private final HBox newLine = new HBox(10, rule(), new Label(Texts.of("message.new")), rule());
  private final EmojiText text;
  private final Hyperlink all = new Hyperlink(Texts.of("message.show-all"));
  private final Label marks = new Label();
  private final Label time = new Label();
  private final TickIcon tick = new TickIcon();
  private final Tooltip tickText = new Tooltip();
  private final Hyperlink retry = new Hyperlink(Texts.of("message.retry"));
  private final Hyperlink discard = new Hyperlink(Texts.of("message.discard"));
  private final MenuItem retryItem = new MenuItem(Texts.of("message.retry"));
  private final MenuItem discardItem = new MenuItem(Texts.of("message.discard"));
  private final SeparatorMenuItem line = new SeparatorMenuItem();
  private final VBox bubble;
  private final HBox row;
  private final VBox whole;
  private final ChangeListener<MessageRow.Content> follow = (at, before, now) -> fill(now);

  MessageCell(Actions actions, ListView<MessageRow> list) {
    setPrefWidth(0);
    day.getStyleClass().add("day");
    dayLine.setAlignment(Pos.CENTER);
    dayLine.getStyleClass().add("day-line");
    newLine.setAlignment(Pos.CENTER);
    newLine.getStyleClass().add("new-line");
    text = new EmojiText(actions.open());
    marks.getStyleClass().add("bubble-small");
    marks.visibleProperty().bind(marks.textProperty().isNotEmpty());
    time.getStyleClass().add("bubble-small");
    HBox footer = new HBox(6, retry, discard, marks, time, tick);
    footer.setAlignment(Pos.CENTER_RIGHT);
    Tooltip.install(footer, tickText);
    for (Node mayBeAbsent : new Node[] {dayLine, newLine, all, marks, retry, discard}) {
      mayBeAbsent.managedProperty().bind(mayBeAbsent.visibleProperty());
    }
    all.setOnAction(event -> actions.showAll().accept(getItem()));
    retry.setOnAction(event -> actions.retry().accept(getItem()));
    discard.setOnAction(event -> actions.discard().accept(getItem()));
    bubble = new VBox(2, text, all, footer);
    bubble.maxWidthProperty().bind(list.widthProperty().multiply(WIDEST));
    row = new HBox(bubble);
    whole = new VBox(dayLine, newLine, row);
    setContextMenu(menu(actions));
    selectedProperty()
        .addListener((at, before, now) -> bubble.pseudoClassStateChanged(CHOSEN, now));
  }

  private static Node rule() {
    Region rule = new Region();
    rule.getStyleClass().add("new-rule");
    HBox.setHgrow(rule, Priority.ALWAYS);
    return rule;
  }

  private ContextMenu menu(Actions actions) {
    MenuItem copy = new MenuItem(Texts.of("message.copy"));
    copy.setOnAction(event -> actions.copy().accept(getItem()));
    retryItem.setOnAction(event -> actions.retry().accept(getItem()));
    discardItem.setOnAction(event -> actions.discard().accept(getItem()));
    return new ContextMenu(copy, line, retryItem, discardItem);
  }

  /** Opens the menu of this message, as a click with the other button does. */
  void openMenu() {
    getContextMenu().show(bubble, javafx.geometry.Side.BOTTOM, 0, 0);
  }

  @Override
  protected void updateItem(@Nullable MessageRow item, boolean empty) {
    if (getItem() != null) {
      getItem().contentProperty().removeListener(follow);
    }
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
    } else {
      item.contentProperty().addListener(follow);
      fill(item.content());
      setGraphic(whole);
    }
  }

  private void fill(MessageRow.Content content) {
    day.setText(content.day().orElse(""));
    dayLine.setVisible(content.day().isPresent());
    newLine.setVisible(content.newBegins());
    text.show(Pieces.of(content.text()));
    all.setVisible(content.cut());
    marks.setText(content.marks());
    time.setText(content.time());
    tick.show(content.tick());
    tickText.setText(content.tickText().isEmpty() ? content.time() : content.tickText());
    boolean failed = content.tick() == Tick.NOT_DELIVERED;
    retry.setVisible(failed);
    discard.setVisible(failed);
    line.setVisible(failed);
    retryItem.setVisible(failed);
    discardItem.setVisible(failed);
    Styles.set(
        bubble,
        "bubble",
        failed ? "bubble-failed" : content.mine() ? "bubble-mine" : "bubble-theirs",
        content.readable() ? "bubble-readable" : "bubble-unreadable");
    row.setAlignment(content.mine() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    Styles.set(row, content.beginsBlock() ? "block-first" : "block-more");
    setAccessibleText(content.spoken());
  }
}
