package keyturn.desktop.link;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The line bottom left. */
public final class StatusView extends HBox {
  private final Region dot = new Region();

  public StatusView(LinkViewModel model) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("status");
    Label text = new Label();
    text.setId("status");
    text.textProperty().bind(model.statusProperty());
    model.lightProperty().addListener((at, before, now) -> show(now));
    show(model.lightProperty().get());
    getChildren().addAll(dot, text);
  }

  private void show(LinkLight light) {
    dot.getStyleClass().setAll("status-dot", "light-" + light.name().toLowerCase(Locale.ROOT));
  }
}
