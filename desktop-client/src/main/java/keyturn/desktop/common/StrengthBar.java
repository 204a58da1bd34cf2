package keyturn.desktop.common;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** How strong a password is: a bar and a word. */
public final class StrengthBar extends HBox {
  private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

  private final ProgressBar bar = new ProgressBar(0);
  private final Label word = new Label();

  public StrengthBar(ObservableValue<PasswordStrength> strength) {
    super(10);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("strength");
    bar.setPrefWidth(120);
    bar.setFocusTraversable(false);
    word.setId("strength");
    word.getStyleClass().addAll("text-muted", "text-small");
    getChildren().addAll(bar, word);
    managedProperty().bind(visibleProperty());
    strength.addListener((at, before, now) -> show(now));
    show(strength.getValue());
  }

  private void show(PasswordStrength now) {
    setVisible(now != PasswordStrength.NONE);
    bar.setProgress(now.share());
    bar.pseudoClassStateChanged(GOOD, now.compareTo(PasswordStrength.FAIR) >= 0);
    word.setText(Texts.of("strength." + now.name()));
    bar.setAccessibleText(word.getText());
  }
}
