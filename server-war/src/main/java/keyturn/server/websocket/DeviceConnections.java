package keyturn.server.websocket;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.session.Session;
import keyturn.server.session.Sessions;

/** Which session each device has: the newest. Thread-safe. */
public final class DeviceConnections implements Sessions {
  private final Map<DeviceId, Session> byDevice = new LinkedHashMap<>();
  private final Map<UserId, Map<DeviceId, Session>> byUser = new HashMap<>();

  /** Gives the session that the new one takes the place of; the caller closes it. */
  synchronized Optional<Session> add(Session session) {
    byUser
        .computeIfAbsent(session.user(), user -> new LinkedHashMap<>())
        .put(session.device(), session);
    return Optional.ofNullable(byDevice.put(session.device(), session));
  }

  /** Does nothing if a newer session has taken its place. */
  synchronized void remove(Session session) {
    if (byDevice.remove(session.device(), session)) {
      byUser.computeIfPresent(
          session.user(),
          (user, sessions) -> {
            sessions.remove(session.device());
            return sessions.isEmpty() ? null : sessions;
          });
    }
  }

  @Override
  public synchronized Optional<Session> ofDevice(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device));
  }

  @Override
  public synchronized List<Session> ofUser(UserId user) {
    Collection<Session> sessions = byUser.getOrDefault(user, Map.of()).values();
    return List.copyOf(sessions);
  }

  @Override
  public synchronized List<Session> all() {
    return List.copyOf(byDevice.values());
  }
}
