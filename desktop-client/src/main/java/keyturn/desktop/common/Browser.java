package keyturn.desktop.common;

/** Opens a page outside of this program. */
@FunctionalInterface
public interface Browser {
  /** Never blocks. */
  void open(WebLink link);
}
