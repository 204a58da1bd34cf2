package keyturn.desktop.common;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/** Says of what kind a conversation is: icon, word and colour, never colour alone. */
public final class ModeBadge extends Label {
  public ModeBadge() {
    super(Texts.of("mode.supervised"), Icons.icon(Feather.EYE));
    getStyleClass().addAll("mode-badge", "supervised");
    setTooltip(new Tooltip(Texts.of("mode.supervised-explained")));
    setMinWidth(USE_PREF_SIZE);
  }
}
