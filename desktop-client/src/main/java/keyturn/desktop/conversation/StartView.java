package keyturn.desktop.conversation;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.ModeBadge;
import keyturn.desktop.common.Suites;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Says who will be able to read before a conversation starts, and starts it. */
final class StartView extends VBox {
  private final ChatViewModel model;
  private final SplitMenuButton start = new SplitMenuButton();

  StartView(ChatViewModel model) {
    super(14);
    this.model = model;
    setAlignment(Pos.CENTER);
    getStyleClass().add("empty");
    Label name = new Label();
    name.getStyleClass().add("title-3");
    name.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> model.personProperty().get().map(p -> p.name()).orElse(""),
                model.personProperty()));
    Label explained = new Label();
    explained.getStyleClass().add("text-muted");
    explained.setWrapText(true);
    explained.setMaxWidth(420);
    explained.setTextAlignment(TextAlignment.CENTER);
    explained
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Texts.of("chat.start-explained", name.getText()), name.textProperty()));
    start.setId("start");
    start.getStyleClass().add("accent");
    start.disableProperty().bind(model.startingProperty());
    start
        .textProperty()
        .bind(
            Bindings.when(model.startingProperty())
                .then(Texts.of("chat.starting"))
                .otherwise(Texts.of("chat.start")));
    start.setOnAction(event -> model.start(Optional.empty()));
    model.suitesProperty().addListener((at, before, now) -> offer(now));
    offer(model.suitesProperty().get());
    getChildren()
        .addAll(
            Icons.icon(Feather.MESSAGE_CIRCLE, "empty-icon"),
            name,
            new ModeBadge(),
            explained,
            start);
  }

  private void offer(List<CipherSuite> suites) {
    start.getItems().clear();
    for (CipherSuite suite : suites) {
      MenuItem item = new MenuItem(Texts.of("chat.start-with", Suites.name(suite)));
      item.setOnAction(event -> model.start(Optional.of(suite)));
      start.getItems().add(item);
    }
    start.getStyleClass().remove("no-arrow");
    if (suites.size() < 2) {
      start.getStyleClass().add("no-arrow");
    }
  }
}
