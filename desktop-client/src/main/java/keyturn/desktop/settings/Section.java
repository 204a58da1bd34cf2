package keyturn.desktop.settings;

import org.kordamp.ikonli.feather.Feather;

/** An entry of the list on the left. */
public enum Section {
  ACCOUNT(Feather.USER),
  DEVICES(Feather.SMARTPHONE),
  SECURITY(Feather.SHIELD),
  APPEARANCE(Feather.SUN),
  NOTIFICATIONS(Feather.BELL),
  NETWORK(Feather.GLOBE),
  ABOUT(Feather.INFO);

  private final Feather icon;

  Section(Feather icon) {
    this.icon = icon;
  }

  Feather icon() {
    return icon;
  }
}
