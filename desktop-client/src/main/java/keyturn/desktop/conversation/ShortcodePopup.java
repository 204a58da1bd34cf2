package keyturn.desktop.conversation;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import keyturn.desktop.common.Popups;
import keyturn.desktop.emoji.Emoji;
import keyturn.desktop.emoji.EmojiSearch;
import keyturn.desktop.emoji.EmojiSet;
import keyturn.desktop.emoji.EmojiText;
import keyturn.desktop.emoji.Piece;

/** Emoji for a shortcode that is being written: ↑ ↓ move, Tab or Enter takes one, Esc none. */
final class ShortcodePopup {
  private static final int MOST = 6;
  private static final double ROW_HEIGHT = 34;

  private final Node owner;
  private final Consumer<Emoji> taken;
  private final Popup popup = new Popup();
  private final VBox box = new VBox();
  private List<Emoji> offered = List.of();
  private int at;

  ShortcodePopup(Node owner, Consumer<Emoji> taken) {
    this.owner = owner;
    this.taken = taken;
    box.setId("shortcodes");
    box.getStyleClass().addAll("popover", "shortcodes");
    popup.getContent().add(box);
    popup.setAutoHide(true);
  }

  void offer(String begun) {
    offered = EmojiSearch.complete(EmojiSet.standard(), begun, MOST);
    at = 0;
    if (offered.isEmpty() || owner.getScene() == null) {
      hide();
      return;
    }
    box.getChildren().clear();
    for (Emoji emoji : offered) {
      box.getChildren().add(row(emoji, begun));
    }
    mark();
    Popups.dress(popup, owner);
    Bounds bounds = owner.localToScreen(owner.getBoundsInLocal());
    if (bounds != null) {
      popup.show(owner, bounds.getMinX() + 8, bounds.getMinY() - offered.size() * ROW_HEIGHT - 24);
    }
  }

  void hide() {
    offered = List.of();
    popup.hide();
  }

  /** Whether the key was for this. */
  boolean key(KeyEvent event) {
    if (offered.isEmpty()) {
      return false;
    }
    switch (event.getCode()) {
      case UP -> move(-1);
      case DOWN -> move(1);
      case TAB, ENTER -> take(offered.get(at));
      case ESCAPE -> hide();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int by) {
    at = Math.floorMod(at + by, offered.size());
    mark();
  }

  private void mark() {
    for (int i = 0; i < box.getChildren().size(); i++) {
      box.getChildren()
          .get(i)
          .getStyleClass()
          .setAll("shortcode", i == at ? "shortcode-at" : "shortcode-other");
    }
  }

  private void take(Emoji emoji) {
    hide();
    taken.accept(emoji);
  }

  private Node row(Emoji emoji, String begun) {
    EmojiText picture = new EmojiText((node, link) -> {});
    picture.show(List.of(new Piece.Plain(""), new Piece.Picture(emoji)));
    HBox row = new HBox(10, picture, new Label(":" + EmojiSearch.shortcode(emoji, begun) + ":"));
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(ROW_HEIGHT);
    row.setOnMouseClicked(event -> take(emoji));
    return row;
  }
}
