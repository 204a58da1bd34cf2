package keyturn.protocol.supervised;

/**
 * How long an epoch lives, as durations: no two clocks are compared (docs/spec/supervised.md#life).
 */
public final class EpochLife {
  /** From its birth an epoch seals for so long. */
  public static final int VALID_MILLIS = 30_000;

  /** After its expiry the server still accepts what was on its way. */
  public static final int GRACE_MILLIS = 10_000;

  /** After so many messages the next epoch begins early. */
  public static final int MAX_MESSAGES = 1 << 16;

  /** A conversation with a message so recent turns its key without being asked. */
  public static final int BUSY_MILLIS = 30_000;

  /** A key may have been erased by its receiver so long after it stopped sealing: hand it again. */
  public static final int HANDED_AGAIN_AFTER_MILLIS = 30_000;

  /** A receiver erases a key so long after it stopped sealing; the difference is for slow links. */
  public static final int ERASED_AFTER_MILLIS = 120_000;

  /** A message delivered so long after its acceptance is shown as late. */
  public static final int LATE_AFTER_MILLIS = 120_000;

  private EpochLife() {}
}
