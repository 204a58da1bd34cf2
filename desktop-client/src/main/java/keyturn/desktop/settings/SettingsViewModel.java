package keyturn.desktop.settings;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import keyturn.desktop.preferences.PreferencesModel;

/** All of the settings' window. */
public record SettingsViewModel(
    PreferencesModel preferences,
    AccountViewModel account,
    DevicesViewModel devices,
    SecurityViewModel security,
    NetworkViewModel network,
    Computer computer,
    ObjectProperty<Section> section) {

  public SettingsViewModel(
      PreferencesModel preferences,
      AccountViewModel account,
      DevicesViewModel devices,
      SecurityViewModel security,
      NetworkViewModel network,
      Computer computer) {
    this(
        preferences,
        account,
        devices,
        security,
        network,
        computer,
        new SimpleObjectProperty<>(Section.ACCOUNT));
  }
}
