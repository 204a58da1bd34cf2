package keyturn.server.delivery;

import java.util.concurrent.TimeUnit;
import keyturn.protocol.message.ServerMessage.Deliver;

/**
 * A message on its way to devices.
 *
 * @param readNanos the monotonic clock when its age was taken
 * @param ageMicros since its acceptance, by the database's clock, at that moment
 */
record LiveMessage(StoredMessage message, long readNanos, long ageMicros) {
  private static final int ENCODED_FIELDS_BYTES = 160;

  int estimatedBytes() {
    return message.sealed().length() + ENCODED_FIELDS_BYTES;
  }

  Deliver deliver(long nowNanos) {
    long ageMillis =
        TimeUnit.NANOSECONDS.toMillis(nowNanos - readNanos)
            + TimeUnit.MICROSECONDS.toMillis(Math.max(0, ageMicros));
    return new Deliver(
        message.conversation(),
        message.sequence(),
        message.id(),
        message.sender(),
        message.senderDevice(),
        message.connection(),
        message.epoch().number(),
        message.counter(),
        message.sealed(),
        message.acceptedAtMillis(),
        ageMillis);
  }
}
