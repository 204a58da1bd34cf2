package keyturn.desktop.emoji;

import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Duration;
import keyturn.desktop.common.Popups;
import keyturn.desktop.common.Texts;
import org.jspecify.annotations.Nullable;

/** Emoji to choose from; arrows move, Enter chooses, Esc closes. */
public final class EmojiPicker {
  private static final double CELL = 40;
  private static final double PICTURE = 26;
  private static final double HEIGHT = 330;

  private final EmojiPickerViewModel model;
  private final Consumer<Emoji> chosen;
  private final Popup popup = new Popup();
  private final TextField search = new TextField();
  private final ListView<EmojiPickerViewModel.Row> list = new ListView<>();
  private final VBox box = new VBox(8, search, list);

  public EmojiPicker(EmojiPickerViewModel model, Consumer<Emoji> chosen) {
    this.model = model;
    this.chosen = chosen;
    search.setId("emoji-search");
    search.setPromptText(Texts.of("emoji.search"));
    search.setAccessibleText(Texts.of("emoji.search"));
    search.textProperty().bindBidirectional(model.queryProperty());
    search.setOnAction(event -> model.first().ifPresent(this::choose));
    list.setItems(model.rows());
    list.setCellFactory(view -> new Line());
    list.setFocusTraversable(false);
    list.getStyleClass().add("emoji-list");
    list.setPlaceholder(new Label(Texts.of("emoji.nothing")));
    list.setPrefSize(CELL * EmojiPickerViewModel.COLUMNS + 22, HEIGHT);
    box.getStyleClass().addAll("popover", "emoji-picker");
    box.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  public void show(Node owner) {
    model.open();
    list.scrollTo(0);
    Popups.dress(popup, owner);
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    double width = CELL * EmojiPickerViewModel.COLUMNS + 50;
    popup.show(owner, at.getMaxX() - width, at.getMinY() - HEIGHT - 82);
    search.requestFocus();
  }

  public void hide() {
    popup.hide();
  }

  private void choose(Emoji emoji) {
    model.used(emoji);
    popup.hide();
    chosen.accept(emoji);
  }

  private void key(KeyEvent event) {
    Node at = box.getScene().getFocusOwner();
    if (event.getCode() == KeyCode.DOWN && at == search) {
      event.consume();
      list.lookupAll(".emoji-button").stream()
          .filter(Node::isVisible)
          .min(java.util.Comparator.comparingDouble(EmojiPicker::place))
          .ifPresent(Node::requestFocus);
    } else if (event.getCode().isArrowKey() && at instanceof Choice button) {
      event.consume();
      move(button, event.getCode());
    }
  }

  /** Reading order: a line's height is far more than a row's width weighs. */
  private static double place(Node button) {
    Bounds at = button.localToScene(button.getBoundsInLocal());
    return at.getMinY() * 100 + at.getMinX();
  }

  private void move(Choice from, KeyCode code) {
    Bounds at = from.localToScene(from.getBoundsInLocal());
    double x = at.getCenterX();
    double y = at.getCenterY();
    if (code == KeyCode.LEFT || code == KeyCode.RIGHT) {
      x += code == KeyCode.LEFT ? -CELL : CELL;
    } else {
      int by = code == KeyCode.UP ? -1 : 1;
      int row = from.line.getIndex();
      int next = row + by;
      while (next > 0 && next < model.rows().size() && model.rows().get(next).group().isPresent()) {
        next += by;
      }
      if (next < 0 || next >= model.rows().size() || model.rows().get(next).group().isPresent()) {
        search.requestFocus();
        return;
      }
      list.scrollTo(Math.max(0, next - 2));
      list.layout();
      focusIn(next, x);
      return;
    }
    focusAt(x, y);
  }

  private void focusAt(double x, double y) {
    list.lookupAll(".emoji-button").stream()
        .filter(b -> b.isVisible() && b.localToScene(b.getBoundsInLocal()).contains(x, y))
        .findFirst()
        .ifPresent(Node::requestFocus);
  }

  private void focusIn(int row, double x) {
    list.lookupAll(".emoji-button").stream()
        .filter(b -> b instanceof Choice c && c.isVisible() && c.line.getIndex() == row)
        .min(
            java.util.Comparator.comparingDouble(
                b -> Math.abs(b.localToScene(b.getBoundsInLocal()).getCenterX() - x)))
        .ifPresent(Node::requestFocus);
  }

  /** A button that knows its line. */
  private static final class Choice extends Button {
    private final Line line;

    Choice(Line line) {
      this.line = line;
    }
  }

  /** A heading or eight emoji; the nodes are made once. */
  private final class Line extends ListCell<EmojiPickerViewModel.Row> {
    private final Label heading = new Label();
    private final HBox buttons = new HBox();

    Line() {
      setPrefWidth(0);
      heading.getStyleClass().add("section-heading");
      for (int i = 0; i < EmojiPickerViewModel.COLUMNS; i++) {
        Button button = new Choice(this);
        button.getStyleClass().setAll("emoji-button");
        button.setMinSize(CELL, CELL);
        button.setMaxSize(CELL, CELL);
        button.setAlignment(Pos.CENTER);
        buttons.getChildren().add(button);
      }
    }

    @Override
    protected void updateItem(EmojiPickerViewModel.@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setGraphic(null);
      } else if (row.group().isPresent()) {
        heading.setText(Texts.of("emoji." + row.group().get()));
        setGraphic(new StackPane(heading));
        StackPane.setAlignment(heading, Pos.CENTER_LEFT);
      } else {
        fill(row);
        setGraphic(buttons);
      }
    }

    private void fill(EmojiPickerViewModel.Row row) {
      for (int i = 0; i < EmojiPickerViewModel.COLUMNS; i++) {
        Button button = (Button) buttons.getChildren().get(i);
        button.setVisible(i < row.emoji().size());
        if (button.isVisible()) {
          Emoji emoji = row.emoji().get(i);
          button.setGraphic(EmojiText.picture(emoji, PICTURE));
          button.setAccessibleText(emoji.name());
          Tooltip tip = new Tooltip(emoji.name() + shortcode(emoji));
          tip.setShowDelay(Duration.millis(300));
          button.setTooltip(tip);
          button.setOnAction(event -> choose(emoji));
        }
      }
    }

    private static String shortcode(Emoji emoji) {
      return emoji.shortcodes().isEmpty() ? "" : "  :" + emoji.shortcodes().get(0) + ":";
    }
  }
}
