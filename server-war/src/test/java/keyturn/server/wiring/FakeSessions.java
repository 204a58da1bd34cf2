package keyturn.server.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.session.Session;
import keyturn.server.session.Sessions;

/** The sessions of a {@link TestNode}. */
final class FakeSessions implements Sessions {
  private final Map<DeviceId, Session> sessions = new ConcurrentHashMap<>();

  void add(Session session) {
    sessions.put(session.device(), session);
  }

  void remove(Session session) {
    sessions.remove(session.device(), session);
  }

  @Override
  public Optional<Session> ofDevice(DeviceId device) {
    return Optional.ofNullable(sessions.get(device));
  }

  @Override
  public List<Session> ofUser(UserId user) {
    return sessions.values().stream().filter(session -> session.user().equals(user)).toList();
  }

  @Override
  public List<Session> all() {
    return List.copyOf(sessions.values());
  }
}
