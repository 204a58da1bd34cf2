package keyturn.desktop.common;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons, and buttons that are one; such a button says in words what it does. */
public final class Icons {
  private Icons() {}

  public static FontIcon icon(Feather feather, String... styles) {
    FontIcon icon = new FontIcon(feather);
    icon.getStyleClass().addAll(styles);
    return icon;
  }

  public static Button button(Feather feather, String text, Runnable action) {
    Button button = new Button("", icon(feather));
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(event -> action.run());
    name(button, text);
    return button;
  }

  public static void name(Button button, String text) {
    button.setAccessibleText(text);
    button.setTooltip(new Tooltip(text));
  }
}
