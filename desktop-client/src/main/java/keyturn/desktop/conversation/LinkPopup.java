package keyturn.desktop.conversation;

import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Popups;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.WebLink;
import org.kordamp.ikonli.feather.Feather;

/** Says where a link leads before it is opened. */
final class LinkPopup {
  private static final int LONGEST_SHOWN = 300;

  private final Browser browser;
  private final Consumer<String> copy;

  LinkPopup(Browser browser, Consumer<String> copy) {
    this.browser = browser;
    this.copy = copy;
  }

  void show(Node owner, WebLink link) {
    Popup popup = new Popup();
    Label host = new Label(link.host(), Icons.icon(Feather.GLOBE));
    host.setId("link-host");
    host.getStyleClass().add("popover-title");
    String address = link.address();
    Label whole =
        new Label(
            address.length() > LONGEST_SHOWN ? address.substring(0, LONGEST_SHOWN) + "…" : address);
    whole.getStyleClass().addAll("text-muted", "text-small");
    whole.setWrapText(true);
    whole.setMaxWidth(360);
    Button open = new Button(Texts.of("link.open"));
    open.setId("link-open");
    open.getStyleClass().add("accent");
    open.setOnAction(
        event -> {
          popup.hide();
          browser.open(link);
        });
    Button copyIt = new Button(Texts.of("link.copy"));
    copyIt.setOnAction(
        event -> {
          popup.hide();
          copy.accept(address);
        });
    HBox buttons = new HBox(8, open, copyIt);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox box = new VBox(10, new Label(Texts.of("link.leads-to")), host, whole, buttons);
    box.getStyleClass().add("popover");
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Popups.dress(popup, owner);
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    popup.show(owner, at.getMinX(), at.getMaxY() + 4);
    copyIt.requestFocus();
  }
}
