package keyturn.server.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;

/** The lanes of all connections; those of a connection live as long as it. Thread-safe. */
final class SendLanes {
  private final ConcurrentMap<ConnectionId, Map<ConversationId, SendLane>> lanes =
      new ConcurrentHashMap<>();

  record LaneRef(ConnectionId connection, ConversationId conversation) {}

  static LaneRef refOf(PendingSend send) {
    return new LaneRef(send.session().connection(), send.conversation());
  }

  void register(ConnectionId connection) {
    lanes.put(connection, new ConcurrentHashMap<>());
  }

  void end(ConnectionId connection) {
    lanes.remove(connection);
  }

  boolean knows(ConnectionId connection) {
    return lanes.containsKey(connection);
  }

  SendLane of(LaneRef ref) {
    Map<ConversationId, SendLane> its = lanes.get(ref.connection());
    return its == null ? SendLane.NEW : its.getOrDefault(ref.conversation(), SendLane.NEW);
  }

  void set(LaneRef ref, SendLane lane) {
    Map<ConversationId, SendLane> its = lanes.get(ref.connection());
    if (its != null) {
      its.put(ref.conversation(), lane);
    }
  }
}
