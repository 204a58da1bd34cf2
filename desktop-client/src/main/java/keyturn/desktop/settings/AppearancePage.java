package keyturn.desktop.settings;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Texts;
import keyturn.desktop.look.Density;
import keyturn.desktop.look.Motion;
import keyturn.desktop.look.TextSize;
import keyturn.desktop.look.ThemeChoice;
import keyturn.desktop.preferences.PreferencesModel;

/** Colours, size of text, motion, room. */
final class AppearancePage extends SettingsPage {
  private static final int STEP = 10;

  AppearancePage(PreferencesModel preferences) {
    super(Section.APPEARANCE);
    group("appearance.theme", themes(preferences));
    group("appearance.text", size(preferences));
    CheckBox motion = new CheckBox(Texts.of("appearance.motion"));
    motion.setId("reduced-motion");
    motion.setSelected(preferences.get().motion() == Motion.REDUCED);
    motion
        .selectedProperty()
        .addListener(
            (at, before, now) ->
                preferences.change(was -> was.withMotion(now ? Motion.REDUCED : Motion.FULL)));
    CheckBox compact = new CheckBox(Texts.of("appearance.compact"));
    compact.setId("compact");
    compact.setSelected(preferences.get().density() == Density.COMPACT);
    compact
        .selectedProperty()
        .addListener(
            (at, before, now) ->
                preferences.change(
                    was -> was.withDensity(now ? Density.COMPACT : Density.COMFORTABLE)));
    group("appearance.more", motion, compact);
  }

  private static Node themes(PreferencesModel preferences) {
    ToggleGroup group = new ToggleGroup();
    VBox choices = new VBox(8);
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioButton button = new RadioButton(Texts.of("appearance." + choice.name()));
      button.setId("theme-" + choice.name());
      button.setToggleGroup(group);
      button.setSelected(preferences.get().theme() == choice);
      button.setOnAction(event -> preferences.change(was -> was.withTheme(choice)));
      preferences
          .property()
          .addListener((at, before, now) -> button.setSelected(now.theme() == choice));
      choices.getChildren().add(button);
    }
    return choices;
  }

  private static Node size(PreferencesModel preferences) {
    Slider slider = new Slider(TextSize.MIN_PERCENT, TextSize.MAX_PERCENT, 100);
    slider.setId("text-size");
    slider.setAccessibleText(Texts.of("appearance.text"));
    slider.setBlockIncrement(STEP);
    slider.setMajorTickUnit(STEP);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.setShowTickMarks(true);
    slider.setPrefWidth(260);
    slider.setValue(preferences.get().text().percent());
    Label percent = new Label();
    percent.setText(Texts.of("appearance.percent", preferences.get().text().percent()));
    slider
        .valueProperty()
        .addListener(
            (at, before, now) -> {
              int rounded = Math.round(now.floatValue() / STEP) * STEP;
              percent.setText(Texts.of("appearance.percent", rounded));
              preferences.change(was -> was.withText(new TextSize(rounded)));
            });
    HBox line = new HBox(14, slider, percent);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
