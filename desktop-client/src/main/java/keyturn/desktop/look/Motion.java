package keyturn.desktop.look;

/** Whether things may move on their own. */
public enum Motion {
  FULL,
  REDUCED
}
