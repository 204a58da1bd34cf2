package keyturn.desktop.common;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A password with a button that shows it, and a word when Caps Lock is on. */
public final class PasswordEntry extends VBox {
  private final PasswordField hidden = new PasswordField();
  private final TextField plain = new TextField();
  private final Label capsLock = new Label(Texts.of("signin.caps-lock"));

  public PasswordEntry(String id, String label) {
    hidden.setId(id);
    plain.setId(id + "-plain");
    hidden.setAccessibleText(label);
    plain.setAccessibleText(label);
    plain.textProperty().bindBidirectional(hidden.textProperty());
    plain.setVisible(false);
    hidden.visibleProperty().bind(plain.visibleProperty().not());
    Button eye =
        Icons.button(Feather.EYE, Texts.of("signin.show-password"), () -> show(!plain.isVisible()));
    eye.setFocusTraversable(false);
    plain
        .visibleProperty()
        .addListener(
            (at, before, shown) -> {
              eye.setGraphic(Icons.icon(shown ? Feather.EYE_OFF : Feather.EYE));
              Icons.name(eye, Texts.of(shown ? "signin.hide-password" : "signin.show-password"));
            });
    StackPane field = new StackPane(hidden, plain);
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox line = new HBox(6, field, eye);
    capsLock.getStyleClass().add("hint-warning");
    capsLock.managedProperty().bind(capsLock.visibleProperty());
    capsLock.setVisible(false);
    hidden.setOnKeyReleased(event -> checkCapsLock());
    hidden.focusedProperty().addListener((at, before, now) -> checkCapsLock());
    Label title = new Label(label);
    title.getStyleClass().add("field-label");
    title.setLabelFor(hidden);
    setSpacing(5);
    managedProperty().bind(visibleProperty());
    getChildren().addAll(title, line, capsLock);
  }

  /** A copy, which the caller wipes. */
  public char[] password() {
    CharSequence typed = hidden.getCharacters();
    char[] copy = new char[typed.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = typed.charAt(i);
    }
    return copy;
  }

  public void clear() {
    hidden.clear();
    show(false);
  }

  public void focus() {
    TextField field = plain.isVisible() ? plain : hidden;
    field.requestFocus();
    field.selectAll();
  }

  /** What is typed, as it is typed; never kept. */
  public void onTyped(Consumer<CharSequence> listener) {
    hidden.textProperty().addListener((at, before, now) -> listener.accept(now));
  }

  private void show(boolean shown) {
    boolean focused = plain.isFocused() || hidden.isFocused();
    plain.setVisible(shown);
    if (focused) {
      (shown ? plain : hidden).requestFocus();
      (shown ? plain : hidden).end();
    }
  }

  private void checkCapsLock() {
    Optional<Boolean> locked = Platform.isKeyLocked(KeyCode.CAPS);
    capsLock.setVisible(hidden.isFocused() && locked.orElse(false));
  }
}
