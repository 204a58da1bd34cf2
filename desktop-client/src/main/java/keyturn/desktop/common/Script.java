package keyturn.desktop.common;

import javafx.collections.ObservableList;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;

/** In which direction a text is written, and which font can draw all of it. */
public final class Script {
  /**
   * Of a node whose text has letters from right to left. Inter has their spaces, digits and points
   * but not the letters; Pango then cuts the line at each, and JavaFX puts the cuttings in the
   * wrong order. One font for all of it keeps it whole.
   */
  public static final String STYLE = "right-to-left";

  private Script() {}

  /** Gives the node the font that its text needs. */
  public static void dress(Node node, String text) {
    ObservableList<String> styles = node.getStyleClass();
    boolean needed = hasRightToLeft(text);
    if (!needed) {
      styles.remove(STYLE);
    } else if (!styles.contains(STYLE)) {
      styles.add(STYLE);
    }
  }

  /** What is said decides how its line runs, not the window around it. */
  public static NodeOrientation orientation(String text) {
    return text.codePoints()
        .mapToObj(Character::getDirectionality)
        .filter(one -> one == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isRightToLeft(one))
        .findFirst()
        .map(
            first ->
                isRightToLeft(first)
                    ? NodeOrientation.RIGHT_TO_LEFT
                    : NodeOrientation.LEFT_TO_RIGHT)
        .orElse(NodeOrientation.INHERIT);
  }

  /** Whether a letter of it is written from right to left. */
  public static boolean hasRightToLeft(String text) {
    // Nothing below Hebrew is written so: most texts are through with this.
    return text.chars().anyMatch(c -> c >= 0x590)
        && text.codePoints().mapToObj(Character::getDirectionality).anyMatch(Script::isRightToLeft);
  }

  private static boolean isRightToLeft(byte directionality) {
    return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }
}
