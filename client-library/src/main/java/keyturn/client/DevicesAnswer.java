package keyturn.client;

import java.time.Duration;
import java.util.List;
import keyturn.protocol.message.Reason;

/** What came of asking about, renaming or revoking one's own devices. */
public sealed interface DevicesAnswer {
  /** All of them as they are now, seen last first. */
  record Devices(List<OwnDevice> devices) implements DevicesAnswer {
    public Devices {
      devices = List.copyOf(devices);
    }
  }

  /** Nothing was changed. */
  record Refused(Reason reason, Duration retryAfter) implements DevicesAnswer {}

  /** Nobody is signed in at this moment, or the connection ended before the answer came. */
  record Unreachable() implements DevicesAnswer {}
}
