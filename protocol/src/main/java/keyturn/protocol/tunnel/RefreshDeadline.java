package keyturn.protocol.tunnel;

import java.util.concurrent.TimeUnit;

/** Since when, by the caller's clock, the refresh after so many complete ones is pending. */
final class RefreshDeadline {
  private static final long GRACE_NANOS =
      TimeUnit.SECONDS.toNanos(TunnelLimits.REFRESH_GRACE_SECONDS);

  private boolean pending;
  private long sinceNanos;
  private int completed;

  /** Whether the same refresh has been pending for longer than the grace. */
  boolean passed(boolean pendingNow, int completedNow, long nowNanos) {
    boolean same = pending && pendingNow && completed == completedNow;
    pending = pendingNow;
    completed = completedNow;
    if (!same) {
      sinceNanos = nowNanos;
    }
    return same && nowNanos - sinceNanos > GRACE_NANOS;
  }
}
