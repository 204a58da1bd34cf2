package keyturn.desktop.look;

import java.util.List;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import keyturn.desktop.common.Script;
import keyturn.desktop.common.Texts;

/**
 * How the window looks, all that can be chosen.
 *
 * @param motion {@code :reduced-motion} of the root for style, {@link #reducesMotion} for code
 * @param density {@code :compact} of the root
 */
public record Look(Theme theme, TextSize text, Motion motion, Density density) {
  private static final PseudoClass REDUCED_MOTION = PseudoClass.getPseudoClass("reduced-motion");
  private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
  private static final List<String> FONTS = List.of("Regular", "SemiBold", "Bold");
  private static final int ANY_SIZE = 14;

  /** Makes our own fonts known, the same on every computer; once before the first window. */
  public static void loadFonts() {
    for (String style : FONTS) {
      Font.loadFont(
          Look.class.getResourceAsStream("/keyturn/desktop/fonts/Inter-" + style + ".otf"),
          ANY_SIZE);
    }
  }

  /** Gives the scene this look; may be called again with another. */
  public void applyTo(Scene scene) {
    Parent root = scene.getRoot();
    // A user agent stylesheet is parsed anew at each call.
    if (!theme.userAgentStylesheet().equals(Application.getUserAgentStylesheet())) {
      Application.setUserAgentStylesheet(theme.userAgentStylesheet());
    }
    List<String> sheets =
        List.of(
            resource("tokens.css"),
            resource("keyturn.css"),
            resource("main.css"),
            text.stylesheet());
    if (!scene.getStylesheets().equals(sheets)) {
      scene.getStylesheets().setAll(sheets);
    }
    root.getStyleClass().setAll("root", theme.styleClass());
    if (Texts.isRightToLeft()) {
      root.getStyleClass().add(Script.STYLE);
    }
    root.pseudoClassStateChanged(REDUCED_MOTION, motion == Motion.REDUCED);
    root.pseudoClassStateChanged(COMPACT, density == Density.COMPACT);
  }

  /** Whether a node's window asks for less motion. */
  public static boolean reducesMotion(Node node) {
    Scene scene = node.getScene();
    return scene != null && scene.getRoot().getPseudoClassStates().contains(REDUCED_MOTION);
  }

  private static String resource(String name) {
    return String.valueOf(Look.class.getResource("/keyturn/desktop/" + name));
  }
}
