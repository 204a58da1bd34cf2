package keyturn.desktop.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import keyturn.desktop.common.Script;
import keyturn.desktop.common.WebLink;

/** A text with its emoji as pictures and its links to click on. Nodes are used again. */
public final class EmojiText extends TextFlow {
  private static final Pattern AFTER_SPACE = Pattern.compile("(?<= )(?! )");
  private static final double SIZE = 19;
  private static final double LARGE = 40;
  private static final double BELOW_BASELINE = 4;

  private final BiConsumer<Node, WebLink> opener;
  private final Text first = new Text();

  /**
   * Shows nothing yet.
   *
   * @param opener is called with what was clicked on
   */
  public EmojiText(BiConsumer<Node, WebLink> opener) {
    this.opener = opener;
    getStyleClass().add("emoji-text");
    first.getStyleClass().add("plain");
    setMinHeight(USE_PREF_SIZE);
  }

  public void show(List<Piece> pieces) {
    String written = Pieces.written(pieces);
    Script.dress(this, written);
    setNodeOrientation(Script.orientation(written));
    boolean rightToLeft = Script.hasRightToLeft(written);
    if (!rightToLeft && pieces.size() == 1 && pieces.get(0) instanceof Piece.Plain plain) {
      first.setText(plain.text());
      if (getChildren().size() != 1 || getChildren().get(0) != first) {
        getChildren().setAll(first);
      }
      return;
    }
    double size = Pieces.areFewPictures(pieces) ? LARGE : SIZE;
    List<Node> nodes = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Plain plain) {
        // JavaFX on Linux draws a line from right to left twice where it has to break it.
        for (String part : rightToLeft ? words(plain.text()) : List.of(plain.text())) {
          Text text = new Text(part);
          text.getStyleClass().add("plain");
          nodes.add(text);
        }
      } else if (piece instanceof Piece.Picture picture) {
        nodes.add(picture(picture.emoji(), size));
      } else if (piece instanceof Piece.Linked linked) {
        nodes.add(link(linked.link()));
      }
    }
    getChildren().setAll(nodes);
  }

  /** Each with the spaces that follow it. */
  private static List<String> words(String text) {
    return List.of(AFTER_SPACE.split(text, -1));
  }

  static ImageView picture(Emoji emoji, double size) {
    ImageView view = new ImageView(EmojiImages.of(emoji));
    view.setFitWidth(size);
    view.setFitHeight(size);
    view.setSmooth(true);
    view.setTranslateY(size == SIZE ? BELOW_BASELINE : 0);
    view.setAccessibleText(emoji.name());
    return view;
  }

  private Node link(WebLink link) {
    Text text = new Text(link.text());
    text.getStyleClass().add("link");
    text.setAccessibleRole(AccessibleRole.HYPERLINK);
    text.setAccessibleText(link.text());
    text.setOnMouseClicked(
        event -> {
          if (event.isStillSincePress()) {
            opener.accept(text, link);
            event.consume();
          }
        });
    return text;
  }
}
