package keyturn.server.device;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/**
 * Where devices are kept. Each method is one transaction; each may throw {@link
 * keyturn.server.StoreException}.
 */
public interface DeviceStore {
  Optional<UserId> ownerOf(DeviceId device);

  /**
   * Shows a token; if it is valid, {@code fresh} is given out.
   *
   * @param seenSince a device last seen before then has to use the password
   */
  Resumption resume(
      DeviceId device, TokenHash shown, TokenHash fresh, Instant seenSince, Instant now);

  /** Ends the device's tokens; its queue stays. */
  void revoke(DeviceId device, Instant now);

  /** Which of {@code devices} may be signed in: there, not revoked, account not disabled. */
  Set<DeviceId> standing(Collection<DeviceId> devices);

  /** These devices are connected now. */
  void seen(Collection<DeviceId> devices, Instant now);

  /** Removes some devices last seen before {@code before}, and says which: none when all are. */
  List<DeviceId> dropUnseenSince(Instant before);
}
