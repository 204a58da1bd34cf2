package keyturn.desktop.link;

import java.util.Optional;
import javafx.scene.control.Label;
import keyturn.desktop.common.Icons;
import org.kordamp.ikonli.feather.Feather;

/** Good news over the messages, for two seconds; moves nothing. */
public final class ToastView extends Label {
  public ToastView(LinkViewModel model) {
    setId("toast");
    setGraphic(Icons.icon(Feather.CHECK));
    getStyleClass().add("toast");
    setMouseTransparent(true);
    model.toastProperty().addListener((at, before, now) -> show(now));
    show(model.toastProperty().get());
  }

  private void show(Optional<String> toast) {
    setVisible(toast.isPresent());
    toast.ifPresent(this::setText);
  }
}
