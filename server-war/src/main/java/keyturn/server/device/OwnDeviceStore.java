package keyturn.server.device;

import java.util.List;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/**
 * The devices of an account, for their owner. Each method is one transaction; each may throw {@link
 * keyturn.server.StoreException}.
 */
public interface OwnDeviceStore {
  /**
   * Those that are not revoked, seen last first.
   *
   * @param most so many at most
   */
  List<OwnDevice> devices(UserId owner, int most);

  /** False, and nothing is changed, unless it is one of {@link #devices}. */
  boolean rename(UserId owner, DeviceId device, DeviceName name);

  /**
   * Ends the device's tokens, and without grace the keys of all active conversations of its owner.
   *
   * @return false, and nothing is changed, unless it is one of {@link #devices}
   */
  boolean revoke(UserId owner, DeviceId device);
}
