package keyturn.server.device;

import keyturn.protocol.id.DeviceId;

/**
 * A device as its owner sees it.
 *
 * @param addedMillis Unix time by the database's clock, as {@code lastSeenMillis}
 */
public record OwnDevice(DeviceId id, DeviceName name, long addedMillis, long lastSeenMillis) {}
