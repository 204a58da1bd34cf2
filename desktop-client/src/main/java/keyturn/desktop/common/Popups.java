package keyturn.desktop.common;

import javafx.scene.Node;
import javafx.stage.Popup;

/** Popups have a scene of their own, which must be told how the window looks. */
public final class Popups {
  private Popups() {}

  /** Gives the popup the looks of the window of {@code owner}. */
  public static void dress(Popup popup, Node owner) {
    popup.getScene().getStylesheets().setAll(owner.getScene().getStylesheets());
    // Colours of the theme are defined by a class of the root.
    popup.getScene().getRoot().getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
    popup.getScene().getRoot().setStyle("-fx-background-color: transparent;");
  }
}
