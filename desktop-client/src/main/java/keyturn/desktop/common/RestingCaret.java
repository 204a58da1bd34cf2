package keyturn.desktop.common;

import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TextInputControlSkin;
import javafx.scene.shape.Path;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A caret that blinks while somebody writes and for ten seconds more, as those of GTK do, and then
 * stays. That of JavaFX blinks for ever, and while it does a window that rests goes through sixty
 * frames a second.
 */
public final class RestingCaret {
  private static final Duration HALF_BLINK = Duration.millis(500);
  private static final int BLINKS = 10;

  private final TextInputControl field;
  private final BooleanProperty on = new SimpleBooleanProperty(true);
  private final Timeline blinking;

  private RestingCaret(TextInputControl field, Path caret) {
    this.field = field;
    blinking =
        new Timeline(
            new KeyFrame(HALF_BLINK, event -> on.set(false)),
            new KeyFrame(HALF_BLINK.multiply(2), event -> on.set(true)));
    blinking.setCycleCount(BLINKS);
    blinking.setOnFinished(event -> rest());
    caret.opacityProperty().unbind();
    caret
        .opacityProperty()
        .bind(
            Bindings.when(
                    on.and(field.focusedProperty())
                        .and(field.editableProperty())
                        .and(field.caretPositionProperty().isEqualTo(field.anchorProperty())))
                .then(1.0)
                .otherwise(0.0));
    field.caretPositionProperty().addListener((at, before, now) -> blink());
    field.textProperty().addListener((at, before, now) -> blink());
    field.focusedProperty().addListener((at, before, now) -> blink());
  }

  /** For every field of this window, from the time when it is first written in. */
  public static void in(Scene scene) {
    scene.focusOwnerProperty().addListener((at, before, now) -> calm(now));
    calm(scene.getFocusOwner());
  }

  private static void calm(@Nullable Node owner) {
    if (owner instanceof TextInputControl field
        && field.getProperties().putIfAbsent(RestingCaret.class, true) == null
        && !isCalmed(field)) {
      // Its parts are made with its first layout.
      field
          .needsLayoutProperty()
          .addListener(
              new ChangeListener<>() {
                @Override
                public void changed(
                    ObservableValue<? extends Boolean> at, Boolean before, Boolean now) {
                  if (!now && isCalmed(field)) {
                    field.needsLayoutProperty().removeListener(this);
                  }
                }
              });
    }
  }

  private static boolean isCalmed(TextInputControl field) {
    Optional<Path> caret = caret(field);
    caret.ifPresent(found -> new RestingCaret(field, found).blink());
    return caret.isPresent();
  }

  private void blink() {
    on.set(true);
    if (field.isFocused()) {
      blinking.playFromStart();
    } else {
      blinking.stop();
    }
  }

  private void rest() {
    if (field.getSkin() instanceof TextInputControlSkin<?> skin) {
      skin.setCaretAnimating(false);
    }
  }

  /** JavaFX gives it no name: it is the path that is shown and hidden by a binding. */
  private static Optional<Path> caret(Parent parent) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (child instanceof Path path && path.opacityProperty().isBound()) {
        return Optional.of(path);
      }
      Optional<Path> below = child instanceof Parent inner ? caret(inner) : Optional.empty();
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
