package keyturn.crypto;

/** A peer's key share is none of its group's. The message names the group and lengths only. */
public final class InvalidShareException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KeyGroup group;

  InvalidShareException(KeyGroup group, int expectedBytes, int actualBytes) {
    super(
        "%s share refused: %d bytes, expected %d valid ones"
            .formatted(group, actualBytes, expectedBytes));
    this.group = group;
  }

  public KeyGroup group() {
    return group;
  }
}
