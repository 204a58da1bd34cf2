package keyturn.desktop.preferences;

/** Whether notifications may be heard. */
public enum Sound {
  OFF,
  ON
}
