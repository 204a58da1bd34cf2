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

  /** A link knows where it leads now: its node shows one after the other. */
  private static final class LinkText extends Text {
    private WebLink link;

    private LinkText(WebLink link) {
      this.link = link;
    }
  }

  private final BiConsumer<Node, WebLink> opener;
  private final List<Text> plains = new ArrayList<>();
  private final List<LinkText> links = new ArrayList<>();
  private final List<ImageView> pictures = new ArrayList<>();

  /**
   * Shows nothing yet.
   *
   * @param opener is called with what was clicked on
   */
  public EmojiText(BiConsumer<Node, WebLink> opener) {
    this.opener = opener;
    getStyleClass().add("emoji-text");
    setMinHeight(USE_PREF_SIZE);
  }

  public void show(List<Piece> pieces) {
    String written = Pieces.written(pieces);
    Script.dress(this, written);
    setNodeOrientation(Script.orientation(written));
    boolean rightToLeft = Script.hasRightToLeft(written);
    double size = Pieces.areFewPictures(pieces) ? LARGE : SIZE;
    List<Node> nodes = new ArrayList<>(pieces.size());
    int plain = 0;
    int link = 0;
    int picture = 0;
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Plain one) {
        // JavaFX on Linux draws a line from right to left twice where it has to break it.
        for (String part : rightToLeft ? words(one.text()) : List.of(one.text())) {
          nodes.add(plain(plain++, part));
        }
      } else if (piece instanceof Piece.Picture one) {
        nodes.add(picture(picture++, one.emoji(), size));
      } else if (piece instanceof Piece.Linked one) {
        nodes.add(link(link++, one.link()));
      }
    }
    if (!getChildren().equals(nodes)) {
      getChildren().setAll(nodes);
    }
  }

  private Node plain(int at, String words) {
    if (at == plains.size()) {
      Text text = new Text();
      text.getStyleClass().add("plain");
      plains.add(text);
    }
    Text text = plains.get(at);
    text.setText(words);
    return text;
  }

  private Node picture(int at, Emoji emoji, double size) {
    if (at == pictures.size()) {
      pictures.add(new ImageView());
    }
    ImageView view = pictures.get(at);
    fill(view, emoji, size);
    return view;
  }

  /** Each with the spaces that follow it. */
  private static List<String> words(String text) {
    return AFTER_SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  static ImageView picture(Emoji emoji, double size) {
    ImageView view = new ImageView();
    fill(view, emoji, size);
    return view;
  }

  private static void fill(ImageView view, Emoji emoji, double size) {
    view.setImage(EmojiImages.of(emoji));
    view.setFitWidth(size);
    view.setFitHeight(size);
    view.setSmooth(true);
    view.setTranslateY(size == SIZE ? BELOW_BASELINE : 0);
    view.setAccessibleText(emoji.name());
  }

  private Node link(int at, WebLink link) {
    if (at == links.size()) {
      links.add(newLink(link));
    }
    LinkText text = links.get(at);
    text.link = link;
    text.setText(link.text());
    text.setAccessibleText(link.text());
    return text;
  }

  private LinkText newLink(WebLink link) {
    LinkText text = new LinkText(link);
    text.getStyleClass().add("link");
    text.setAccessibleRole(AccessibleRole.HYPERLINK);
    text.setOnMouseClicked(
        event -> {
          if (event.isStillSincePress()) {
            opener.accept(text, text.link);
            event.consume();
          }
        });
    return text;
  }
}
