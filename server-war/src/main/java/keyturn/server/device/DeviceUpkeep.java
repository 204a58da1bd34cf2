package keyturn.server.device;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import keyturn.protocol.id.DeviceId;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;
import keyturn.server.session.Sessions;

/**
 * What has to be done about devices again and again. Asks the database: not for a WebSocket's
 * thread. Each method may throw {@link keyturn.server.StoreException}; the next run makes up for
 * it.
 */
public final class DeviceUpkeep {
  private static final int CHUNK = 500;

  private final DeviceStore devices;
  private final Sessions sessions;
  private final Clock clock;

  public DeviceUpkeep(DeviceStore devices, Sessions sessions, Clock clock) {
    this.devices = devices;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Closes the sessions of disabled and deleted accounts and of revoked devices, whoever did that
   * and on whichever node. To be run every half second: such a session is over within a second.
   */
  public void closeFallen() {
    for (List<Session> some : chunks(sessions.all())) {
      Set<DeviceId> standing = devices.standing(some.stream().map(Session::device).toList());
      some.stream()
          .filter(session -> !standing.contains(session.device()))
          .forEach(session -> session.close(SessionEnd.REVOKED));
    }
  }

  /** Notes that the connected devices are in use. To be run at least daily on every node. */
  public void noteConnected() {
    for (List<Session> some : chunks(sessions.all())) {
      devices.seen(some.stream().map(Session::device).toList(), clock.instant());
    }
  }

  /**
   * Removes devices unseen for {@code life}. To be run daily, well after {@link #noteConnected} has
   * run on every node.
   *
   * @return what else hangs on these devices can go too
   */
  public List<DeviceId> dropUnseen(Duration life) {
    noteConnected();
    List<DeviceId> dropped = new ArrayList<>();
    List<DeviceId> some;
    do {
      some = devices.dropUnseenSince(clock.instant().minus(life));
      dropped.addAll(some);
    } while (!some.isEmpty());
    return dropped;
  }

  private static List<List<Session>> chunks(List<Session> all) {
    List<List<Session>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
    return chunks;
  }
}
