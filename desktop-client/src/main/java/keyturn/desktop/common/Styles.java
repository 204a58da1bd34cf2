package keyturn.desktop.common;

import java.util.List;
import javafx.scene.Node;

/** Style classes of nodes that are used again and again. */
public final class Styles {
  private Styles() {}

  /**
   * Gives a node exactly these classes. Where it has them, nothing happens: else all below it would
   * be styled anew.
   */
  public static void set(Node node, String... classes) {
    List<String> wanted = List.of(classes);
    if (!node.getStyleClass().equals(wanted)) {
      node.getStyleClass().setAll(wanted);
    }
  }
}
