package keyturn.server.session;

import java.util.List;
import java.util.Optional;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/** The sessions that are signed in on this node. */
public interface Sessions {
  Optional<Session> ofDevice(DeviceId device);

  List<Session> ofUser(UserId user);

  List<Session> all();
}
