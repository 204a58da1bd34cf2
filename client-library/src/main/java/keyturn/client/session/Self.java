package keyturn.client.session;

import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/** Who is signed in, as which device, on which connection. */
record Self(UserId user, String name, DeviceId device, ConnectionId connection) {}
