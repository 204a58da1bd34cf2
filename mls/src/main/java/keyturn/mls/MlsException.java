package keyturn.mls;

/**
 * What came from elsewhere was refused, and nothing of ours has changed. The only checked exception
 * of this engine; anything unchecked is a misuse of it, or a bug. Messages name fields, lengths and
 * numbers, never content.
 */
public final class MlsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, for who must act on it. */
  public enum Reason {
    /** Not the encoding of what it should be (RFC 9420 §2.1). */
    MALFORMED,
    /** Over one of our {@link Limits}. */
    TOO_LARGE,
    /** A version, suite, type or feature that we do not have. */
    UNSUPPORTED,
    /** A signature, MAC, tag or ciphertext did not verify: one reason, no detail. */
    NOT_AUTHENTIC,
    /** Of another group. */
    WRONG_GROUP,
    /** Of an epoch before or after those that we hold keys of. */
    WRONG_EPOCH,
    /** The sender is no member, or may not send this. */
    WRONG_SENDER,
    /** The key of this message was used before, or was dropped. */
    REPLAYED,
    /** Ours, and later than all that we remember to have sent: an old state has been resumed. */
    ROLLED_BACK,
    /** Further ahead in its sender's ratchet than {@link Limits#maxGenerationGap}. */
    OUT_OF_WINDOW,
    /** RFC 9420 §10.1. */
    INVALID_KEY_PACKAGE,
    /** RFC 9420 §7.3. */
    INVALID_LEAF,
    /** Twice in one list, misplaced, or malformed (RFC 9420 §13.4, §17.3). */
    INVALID_EXTENSION,
    /** RFC 9420 §7.7, §7.9.2, §12.4.3.1. */
    INVALID_TREE,
    /** RFC 9420 §12.1, §12.2. */
    INVALID_PROPOSAL,
    /** RFC 9420 §12.4. */
    INVALID_COMMIT,
    /** A commit refers to a proposal that we have not seen. */
    UNKNOWN_PROPOSAL,
    /** A pre-shared key that we do not have. */
    UNKNOWN_PSK,
    /** A Welcome for none of our key packages. */
    NOT_FOR_US,
    /** The application's policy said no. */
    REFUSED,
    /** We have been removed: this group is over for us. */
    REMOVED
  }

  private final Reason reason;

  public MlsException(Reason reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  /** For everything that did not verify. */
  public static MlsException notAuthentic() {
    return new MlsException(Reason.NOT_AUTHENTIC, "authentication failed");
  }

  public Reason reason() {
    return reason;
  }
}
