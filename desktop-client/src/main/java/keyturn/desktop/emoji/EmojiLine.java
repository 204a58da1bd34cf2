package keyturn.desktop.emoji;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Rectangle;
import keyturn.desktop.common.Script;

/** One line of text with emoji as pictures, cut off where the room ends. */
public final class EmojiLine extends HBox {
  private static final double SIZE = 15;
  private static final int MOST_CHARACTERS = 160;
  private static final int MOST_PIECES = 9;

  private final Label only = new Label();

  public EmojiLine() {
    super(2);
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    only.setMinWidth(0);
    getChildren().add(only);
  }

  /** What is longer than any row is left out. */
  public void show(String text) {
    Script.dress(this, text);
    int end = text.offsetByCodePoints(0, Math.min(MOST_CHARACTERS, codePoints(text)));
    List<Piece> pieces = Pieces.withoutLinks(text.substring(0, end));
    if (pieces.size() <= 1 && pieces.stream().allMatch(Piece.Plain.class::isInstance)) {
      only.setText(text.substring(0, end));
      if (getChildren().size() != 1 || getChildren().get(0) != only) {
        getChildren().setAll(only);
      }
      return;
    }
    List<Node> nodes = new ArrayList<>();
    for (Piece piece : pieces.subList(0, Math.min(MOST_PIECES, pieces.size()))) {
      if (piece instanceof Piece.Picture picture) {
        nodes.add(EmojiText.picture(picture.emoji(), SIZE));
      } else if (piece instanceof Piece.Plain plain) {
        Label label = new Label(plain.text().strip());
        label.setMinWidth(nodes.size() + 1 < pieces.size() ? USE_PREF_SIZE : 0);
        HBox.setHgrow(label, Priority.SOMETIMES);
        nodes.add(label);
      }
    }
    getChildren().setAll(nodes);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, Math.min(text.length(), 2 * MOST_CHARACTERS));
  }
}
