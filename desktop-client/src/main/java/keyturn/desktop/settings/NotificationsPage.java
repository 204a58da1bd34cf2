package keyturn.desktop.settings;

import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Texts;
import keyturn.desktop.preferences.Notifying;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.preferences.Sound;

/** How much the desktop tells while the window is elsewhere. */
final class NotificationsPage extends SettingsPage {
  NotificationsPage(PreferencesModel preferences) {
    super(Section.NOTIFICATIONS);
    ToggleGroup group = new ToggleGroup();
    VBox choices = new VBox(8);
    for (Notifying choice : Notifying.values()) {
      RadioButton button = new RadioButton(Texts.of("notifications." + choice.name()));
      button.setId("notify-" + choice.name());
      button.setToggleGroup(group);
      button.setSelected(preferences.get().notifying() == choice);
      button.setOnAction(event -> preferences.change(was -> was.withNotifying(choice)));
      choices.getChildren().add(button);
    }
    group("notifications.show", choices, note(Texts.of("notifications.explained")));
    CheckBox sound = new CheckBox(Texts.of("notifications.sound"));
    sound.setId("sound");
    sound.setSelected(preferences.get().sound() == Sound.ON);
    sound
        .selectedProperty()
        .addListener(
            (at, before, now) ->
                preferences.change(was -> was.withSound(now ? Sound.ON : Sound.OFF)));
    group("notifications.sounds", sound);
  }
}
