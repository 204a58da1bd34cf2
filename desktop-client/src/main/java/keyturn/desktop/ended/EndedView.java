package keyturn.desktop.ended;

import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The whole window while a session is over. */
public final class EndedView extends StackPane {
  private final Label title = new Label();
  private final Label reason = new Label();
  private final Button again = new Button(Texts.of("over.again"));

  public EndedView(EndedViewModel model) {
    getStyleClass().add("page");
    title.setId("ended-title");
    title.getStyleClass().add("title-2");
    title.setWrapText(true);
    reason.setId("ended-reason");
    reason.getStyleClass().add("text-muted");
    reason.setWrapText(true);
    reason.setMinHeight(USE_PREF_SIZE);
    again.setId("sign-in-again");
    again.getStyleClass().addAll("accent", "large");
    again.setDefaultButton(true);
    again.setOnAction(event -> model.signInAgain());
    VBox card =
        new VBox(16, Icons.icon(Feather.LOG_OUT, "big-icon", "icon-warning"), title, reason, again);
    card.setAlignment(Pos.CENTER);
    card.getStyleClass().addAll("card", "centered");
    card.setMaxSize(460, USE_PREF_SIZE);
    getChildren().add(card);
    model.endedProperty().addListener((at, before, now) -> show(now));
    show(model.endedProperty().get());
  }

  private void show(Optional<EndedViewModel.Ended> shown) {
    shown.ifPresent(
        ended -> {
          title.setText(ended.title());
          reason.setText(ended.reason());
          again.setAccessibleHelp(ended.title() + " " + ended.reason());
        });
  }

  /** The page has come to the front. */
  public void shown() {
    Platform.runLater(again::requestFocus);
  }
}
