package keyturn.desktop.search;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Avatar;
import keyturn.desktop.common.ModeBadge;
import keyturn.desktop.common.Script;
import keyturn.desktop.emoji.EmojiLine;
import org.jspecify.annotations.Nullable;

/** A person or a message that was found. */
final class SearchCell extends ListCell<SearchRow> {
  private final Label heading = new Label();
  private final Avatar avatar = new Avatar(34);
  private final Label name = new Label();
  private final ModeBadge badge = new ModeBadge();
  private final Label time = new Label();
  private final EmojiLine text = new EmojiLine();
  private final VBox whole;

  SearchCell(SearchViewModel model) {
    setPrefWidth(0);
    heading.getStyleClass().add("section-heading");
    heading.managedProperty().bind(heading.visibleProperty());
    name.getStyleClass().add("row-name");
    name.setMinWidth(0);
    badge.managedProperty().bind(badge.visibleProperty());
    time.getStyleClass().addAll("text-muted", "text-small");
    time.setMinWidth(USE_PREF_SIZE);
    text.getStyleClass().add("row-preview");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox first = new HBox(6, name, badge, gap, time);
    first.setAlignment(Pos.CENTER_LEFT);
    VBox texts = new VBox(3, first, text);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox body = new HBox(12, avatar, texts);
    body.setAlignment(Pos.CENTER_LEFT);
    body.getStyleClass().add("people-row");
    body.setOnMouseClicked(event -> model.open(getItem()));
    whole = new VBox(heading, body);
  }

  @Override
  protected void updateItem(@Nullable SearchRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    heading.setText(row.heading().orElse(""));
    heading.setVisible(row.heading().isPresent());
    avatar.show(row.person().content().name(), row.person().content().presence());
    name.setText(row.person().content().name());
    Script.dress(name, name.getText());
    badge.setVisible(row.person().content().conversation().isPresent());
    time.setText(row.time());
    text.show(row.text());
    setAccessibleText(name.getText() + ", " + row.text() + " " + row.time());
    setGraphic(whole);
  }
}
