package keyturn.load.target;

import java.util.Optional;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Token;

/**
 * Somebody who may sign in to the measured server.
 *
 * @param device by which to come back without a password
 */
public record Person(String name, String password, Optional<Device> device) {
  /** A device with a resume token. */
  public record Device(UserId user, DeviceId id, Token token) {}

  /** The password is no one else's business. */
  @Override
  public String toString() {
    return "Person[" + name + "]";
  }
}
