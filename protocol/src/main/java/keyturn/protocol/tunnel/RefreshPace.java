package keyturn.protocol.tunnel;

import keyturn.crypto.CipherSuite;

/**
 * When a refresh is due, too early, or to be waited for (docs/spec/tunnel.md#refresh-pace), by what
 * a side has sealed and opened under its present keys.
 */
record RefreshPace(int refreshMessages, CipherSuite suite) {

  boolean due(RecordSealer sealer, RecordOpener opener) {
    return sealer.records() + opener.records() >= refreshMessages
        || bytesDue(sealer.recordBytes(), opener.recordBytes());
  }

  /** Before half the count, and not for the sake of bytes. */
  boolean early(RecordSealer sealer, RecordOpener opener) {
    return 2 * (sealer.records() + opener.records()) < refreshMessages
        && !bytesDue(sealer.recordBytes(), opener.recordBytes());
  }

  /** Whether one more application record of any size might be too much for this key. */
  boolean mustWait(RecordSealer sealer) {
    return sealer.records() >= TunnelLimits.MAX_RECORDS_PER_KEY / 2
        || (limitsBytes()
            && sealer.recordBytes() + TunnelLimits.MAX_RECORD_BYTES > TunnelLimits.TDES_KEY_BYTES);
  }

  /** Whether the peer has sealed more under its key than it may. */
  boolean exceeded(RecordOpener opener) {
    return limitsBytes() && opener.recordBytes() > TunnelLimits.TDES_KEY_BYTES;
  }

  private boolean bytesDue(long sealedBytes, long openedBytes) {
    return limitsBytes()
        && Math.max(sealedBytes, openedBytes) >= TunnelLimits.TDES_REFRESH_DUE_BYTES;
  }

  private boolean limitsBytes() {
    return suite == CipherSuite.TDES_CBC_HS256;
  }
}
