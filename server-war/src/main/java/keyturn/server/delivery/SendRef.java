package keyturn.server.delivery;

import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/** A message as its sender names it: a retry has the same, and gets the same sequence. */
public record SendRef(DeviceId device, MessageId id) {}
