package keyturn.client;

import java.time.Instant;
import keyturn.protocol.id.DeviceId;

/**
 * One device of the account that is signed in.
 *
 * @param name as its owner called it; to be shown through {@link SafeText#line}
 * @param connected to the server at this moment
 * @param here whether it is this very device
 */
public record OwnDevice(
    DeviceId id, String name, Instant added, Instant lastSeen, boolean connected, boolean here) {}
