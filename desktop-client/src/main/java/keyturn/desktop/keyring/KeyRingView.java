package keyturn.desktop.keyring;

import java.util.Locale;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import keyturn.desktop.look.Look;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The ring that empties clockwise while a key lives. A click shows the keys of the conversation.
 */
public final class KeyRingView extends Button {
  private static final double RADIUS = 14;
  private static final double CENTRE = 17;
  private static final Duration SWEEP = Duration.millis(700);

  private final KeyRingViewModel model;
  private final Circle track = new Circle(CENTRE, CENTRE, RADIUS);
  private final Arc arc = new Arc(CENTRE, CENTRE, RADIUS, RADIUS, 90, 0);
  private final FontIcon key = Icons.icon(Feather.KEY, "ring-key");
  private final DoubleProperty part = new SimpleDoubleProperty();
  private final Timeline sweep = new Timeline();
  private final VBox texts = new VBox();

  public KeyRingView(KeyRingViewModel model) {
    this.model = model;
    setId("key-ring");
    track.getStyleClass().add("ring-track");
    arc.getStyleClass().add("ring-arc");
    arc.setType(ArcType.OPEN);
    arc.lengthProperty().bind(part.multiply(360));
    Pane ring = new Pane(track, arc);
    ring.setMinSize(CENTRE * 2, CENTRE * 2);
    ring.setMaxSize(CENTRE * 2, CENTRE * 2);
    Label title = new Label();
    title.getStyleClass().add("ring-title");
    title.textProperty().bind(model.titleProperty());
    Label detail = new Label();
    detail.getStyleClass().add("ring-detail");
    detail.textProperty().bind(model.detailProperty());
    texts.getChildren().setAll(title, detail);
    texts.managedProperty().bind(texts.visibleProperty());
    texts.setAlignment(Pos.CENTER_LEFT);
    // As wide as the longest state, so that nothing beside it moves each second.
    texts.setMinWidth(116);
    HBox body = new HBox(8, new StackPane(ring, key), texts);
    body.setAlignment(Pos.CENTER_LEFT);
    setGraphic(body);
    setTooltip(new Tooltip(Texts.of("keys.open")));
    setMinWidth(USE_PREF_SIZE);
    managedProperty().bind(visibleProperty());
    model.stateProperty().addListener((at, before, now) -> show(now));
    model.remainingProperty().addListener((at, before, now) -> drawRemaining());
    model.turnsProperty().addListener((at, before, now) -> turn());
    setOnAction(event -> open());
    show(model.stateProperty().get());
    drawRemaining();
  }

  /** Where the words do not fit the ring stands alone; what it opens has them all. */
  public void wordsWhile(ObservableBooleanValue roomy) {
    texts.visibleProperty().bind(roomy);
  }

  /** Shows the table behind the ring, if there is one. */
  public void open() {
    if (isVisible()) {
      new KeysPopover(model).show(this);
    }
  }

  private void show(KeyRingState state) {
    setVisible(state != KeyRingState.NONE);
    key.setIconCode(state == KeyRingState.FAILED ? Feather.SLASH : Feather.KEY);
    getStyleClass().setAll("key-ring", "ring-" + state.name().toLowerCase(Locale.ROOT));
    drawRemaining();
    // A screen reader hears of states, not of seconds.
    setAccessibleText(model.titleProperty().get() + ", " + Texts.of("ring." + state.name()));
  }

  private void drawRemaining() {
    // Without motion the words count down, and the ring stands for the state only.
    if (Look.reducesMotion(this)) {
      part.set(model.stateProperty().get() == KeyRingState.STEADY ? 1 : 0);
    } else if (sweep.getStatus() != Timeline.Status.RUNNING) {
      part.set(model.remainingProperty().get());
    }
  }

  private void turn() {
    sweep.stop();
    if (Look.reducesMotion(this)) {
      drawRemaining();
      return;
    }
    key.setRotate(0);
    sweep
        .getKeyFrames()
        .setAll(
            new KeyFrame(
                SWEEP,
                new KeyValue(part, model.remainingProperty().get(), Interpolator.EASE_BOTH),
                new KeyValue(key.rotateProperty(), 360, Interpolator.EASE_BOTH)));
    sweep.play();
  }
}
