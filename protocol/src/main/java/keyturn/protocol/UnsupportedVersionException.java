package keyturn.protocol;

/** The peer speaks another version of the tunnel. */
public final class UnsupportedVersionException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  private final int ours;
  private final int theirs;

  public UnsupportedVersionException(int ours, int theirs) {
    super("tunnel version: ours " + ours + ", theirs " + theirs);
    this.ours = ours;
    this.theirs = theirs;
  }

  public int ours() {
    return ours;
  }

  public int theirs() {
    return theirs;
  }
}
