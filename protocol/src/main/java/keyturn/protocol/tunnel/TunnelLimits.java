package keyturn.protocol.tunnel;

/** Sizes and counts that both sides keep (docs/spec/tunnel.md#limits). */
public final class TunnelLimits {
  public static final int VERSION = 1;

  /** One record, and so the largest binary message: everything included. */
  public static final int MAX_RECORD_BYTES = 65_536;

  /** One application message in a record of any suite. */
  public static final int MAX_MESSAGE_BYTES = 65_000;

  /** How long a refresh may take from when it is due. */
  public static final int REFRESH_GRACE_SECONDS = 30;

  static final int MAX_HELLO_BYTES = 4096;
  static final int MAX_LIST_CODES = 32;
  static final int RANDOM_BYTES = 32;
  static final int MAX_SHARE_BYTES = 2048;
  static final int MAX_SIGNATURE_BYTES = 1024;
  static final int MESSAGE_HEADER_BYTES = 3;

  /** Records one key seals at most; far below the limit of any suite. */
  static final long MAX_RECORDS_PER_KEY = 1L << 24;

  /** A Triple-DES key seals at most this many record bytes of application records. */
  static final long TDES_KEY_BYTES = 512 * 1024;

  static final long TDES_REFRESH_DUE_BYTES = TDES_KEY_BYTES / 2;

  private TunnelLimits() {}
}
