package keyturn.desktop.vault;

import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.PasswordEntry;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The whole window while stored messages do not open. */
public final class VaultView extends StackPane {
  private final VaultViewModel model;
  private final StackPane page = new StackPane();

  public VaultView(VaultViewModel model) {
    this.model = model;
    page.getStyleClass().add("page");
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    getChildren().add(scroll);
    model.shownProperty().addListener((at, before, now) -> show(now));
    show(model.shownProperty().get());
  }

  private void show(Optional<VaultViewModel.Shown> shown) {
    page.getChildren().clear();
    shown.ifPresent(one -> page.getChildren().add(card(one)));
  }

  private Node card(VaultViewModel.Shown shown) {
    Label title = new Label(shown.title());
    title.setId("vault-title");
    title.getStyleClass().add("title-2");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    Label explained = new Label(shown.explained());
    explained.getStyleClass().add("text-muted");
    explained.setWrapText(true);
    explained.setMinHeight(USE_PREF_SIZE);
    VBox text = new VBox(6, title, explained);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox heading = new HBox(16, Icons.icon(Feather.ARCHIVE, "big-icon", "icon-warning"), text);
    heading.setAlignment(Pos.TOP_LEFT);
    VBox card = new VBox(16, heading);
    card.getStyleClass().add("card");
    card.setMaxSize(560, USE_PREF_SIZE);
    if (!shown.error().isEmpty()) {
      Label error = new Label(shown.error());
      error.setId("vault-error");
      error.setWrapText(true);
      HBox box = new HBox(10, Icons.icon(Feather.ALERT_CIRCLE), error);
      box.getStyleClass().addAll("message", "message-danger");
      card.getChildren().add(box);
    }
    Button back = new Button(Texts.of("vault.back"));
    back.setId("vault-back");
    back.setCancelButton(true);
    back.setOnAction(event -> model.back());
    FlowPane buttons = new FlowPane(10, 10);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    if (shown.remedy() == VaultViewModel.Remedy.OLD_PASSWORD) {
      PasswordEntry old = new PasswordEntry("old-password", Texts.of("vault.old-password"));
      card.getChildren().add(old);
      Button open = button("vault-open", "vault.open", () -> model.open(old.password()));
      open.getStyleClass().add("accent");
      open.setDefaultButton(true);
      buttons.getChildren().addAll(back, anew(), open);
      Platform.runLater(old::focus);
    } else if (shown.remedy() == VaultViewModel.Remedy.BEGIN_ANEW) {
      buttons.getChildren().addAll(anew(), safe(back));
    } else {
      buttons.getChildren().add(safe(back));
    }
    card.getChildren().add(buttons);
    return card;
  }

  private Button anew() {
    return button("vault-anew", "vault.anew", model::beginAnew);
  }

  private static Button safe(Button back) {
    back.getStyleClass().add("accent");
    back.setDefaultButton(true);
    Platform.runLater(back::requestFocus);
    return back;
  }

  private static Button button(String id, String key, Runnable action) {
    Button button = new Button(Texts.of(key));
    button.setId(id);
    button.setOnAction(event -> action.run());
    return button;
  }
}
