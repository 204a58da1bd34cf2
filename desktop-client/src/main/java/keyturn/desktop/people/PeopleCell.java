package keyturn.desktop.people;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import keyturn.client.ConversationView;
import keyturn.desktop.common.Avatar;
import keyturn.desktop.common.ModeBadge;
import keyturn.desktop.common.Script;
import keyturn.desktop.emoji.EmojiLine;
import org.jspecify.annotations.Nullable;

/** Nodes are made once; rows only fill them. */
final class PeopleCell extends ListCell<PeopleRow> {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final Label heading = new Label();
  private final Avatar avatar = new Avatar(40);
  private final Label name = new Label();
  private final ModeBadge badge = new ModeBadge();
  private final Label time = new Label();
  private final EmojiLine preview = new EmojiLine();
  private final Label unread = new Label();
  private final HBox body;
  private final VBox whole;
  private final ChangeListener<PeopleRow.Content> follow = (at, before, now) -> fill(now);

  PeopleCell() {
    setPrefWidth(0);
    heading.getStyleClass().add("section-heading");
    heading.managedProperty().bind(heading.visibleProperty());
    name.getStyleClass().add("row-name");
    time.getStyleClass().addAll("text-muted", "text-small");
    time.setMinWidth(USE_PREF_SIZE);
    preview.getStyleClass().add("row-preview");
    unread.getStyleClass().add("unread");
    unread.setMinWidth(USE_PREF_SIZE);
    unread.visibleProperty().bind(unread.textProperty().isNotEmpty());
    unread.managedProperty().bind(unread.visibleProperty());
    badge.managedProperty().bind(badge.visibleProperty());
    VBox texts = new VBox(3, line(name, badge, time), line(preview, unread));
    HBox.setHgrow(texts, Priority.ALWAYS);
    texts.setMinWidth(0);
    body = new HBox(12, avatar, texts);
    body.setAlignment(Pos.CENTER_LEFT);
    body.getStyleClass().add("people-row");
    whole = new VBox(heading, body);
    selectedProperty().addListener((at, before, now) -> body.pseudoClassStateChanged(CHOSEN, now));
  }

  private static HBox line(Region first, Region... rest) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    first.setMinWidth(0);
    HBox line = new HBox(6, first);
    if (rest.length > 1) {
      line.getChildren().add(rest[0]);
    }
    line.getChildren().addAll(gap, rest[rest.length - 1]);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  @Override
  protected void updateItem(@Nullable PeopleRow row, boolean empty) {
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

  private void fill(PeopleRow.Content content) {
    heading.setText(content.heading().orElse(""));
    heading.setVisible(content.heading().isPresent());
    avatar.show(content.name(), content.presence());
    name.setText(content.name());
    Script.dress(name, name.getText());
    badge.setVisible(content.conversation().isPresent());
    time.setText(content.time());
    preview.show(content.preview());
    int count = content.conversation().map(ConversationView::unread).orElse(0);
    unread.setText(count == 0 ? "" : String.valueOf(count));
    setAccessibleText(content.spoken());
  }
}
