package keyturn.desktop.link;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The banner slot: takes no room when there is nothing to say. */
public final class BannerView extends HBox {
  private final LinkViewModel model;
  private final Label text = new Label();
  private final Button button = new Button();

  public BannerView(LinkViewModel model) {
    super(12);
    this.model = model;
    setId("banner");
    setAlignment(Pos.CENTER_LEFT);
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
    managedProperty().bind(visibleProperty());
    model.bannerProperty().addListener((at, before, now) -> show(now));
    show(model.bannerProperty().get());
  }

  private void show(Optional<Banner> banner) {
    setVisible(banner.isPresent());
    banner.ifPresent(this::fill);
  }

  private void fill(Banner banner) {
    getStyleClass().setAll("banner", "banner-" + banner.kind().name().toLowerCase(Locale.ROOT));
    getChildren().setAll(Icons.icon(icon(banner.kind())), text, button);
    text.setText(banner.text());
    button.setVisible(banner.action().isPresent());
    banner
        .action()
        .ifPresent(
            action -> {
              button.setText(Texts.of("banner." + action.name()));
              button.setOnAction(event -> model.act(action));
            });
  }

  private static Feather icon(Banner.Kind kind) {
    return switch (kind) {
      case INFO -> Feather.LOADER;
      case WARNING -> Feather.WIFI_OFF;
      case DANGER -> Feather.ALERT_OCTAGON;
    };
  }
}
