package keyturn.desktop.common;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import keyturn.protocol.message.Presence;

/** Initials in a circle, with a dot for the presence; decoration, the words stand beside it. */
public final class Avatar extends StackPane {
  private static final int TINTS = 8;

  private final Label initials = new Label();
  private final Region dot = new Region();

  public Avatar(double size) {
    getStyleClass().add("avatar");
    initials.getStyleClass().add("avatar-initials");
    initials.setStyle("-fx-font-size: " + Math.round(size * 0.36) + "px;");
    dot.getStyleClass().add("presence-dot");
    dot.setMaxSize(size * 0.3, size * 0.3);
    setMinSize(size, size);
    setMaxSize(size, size);
    setAlignment(dot, Pos.BOTTOM_RIGHT);
    getChildren().addAll(initials, dot);
    setMouseTransparent(true);
  }

  public void show(String name, Presence presence) {
    initials.setText(initials(name));
    int tint = Math.floorMod(name.toLowerCase(Locale.ROOT).hashCode(), TINTS);
    getStyleClass().setAll("avatar", "avatar-" + tint);
    dot.getStyleClass()
        .setAll("presence-dot", "presence-" + presence.name().toLowerCase(Locale.ROOT));
  }

  private static String initials(String name) {
    StringBuilder letters = new StringBuilder();
    for (String part : name.strip().split("[\\s._-]+", -1)) {
      if (!part.isEmpty() && letters.codePointCount(0, letters.length()) < 2) {
        letters.appendCodePoint(part.codePointAt(0));
      }
    }
    return letters.toString().toUpperCase(Locale.ROOT);
  }
}
