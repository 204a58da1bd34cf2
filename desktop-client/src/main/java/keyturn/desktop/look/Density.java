package keyturn.desktop.look;

/** How much room rows take. */
public enum Density {
  COMFORTABLE,
  COMPACT
}
