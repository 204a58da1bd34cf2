package keyturn.load.relay;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands each frame on to the other side of its pair, and does nothing else: what the container, its
 * TLS and its WebSocket cost by themselves.
 */
@ServerEndpoint(value = "/pair/{pair}/{side}", subprotocols = "keyturn.1")
public final class RelayEndpoint {
  private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

  private String own = "";
  private String other = "";
  private volatile @Nullable Session peer;

  @OnOpen
  public void onOpen(
      Session session, @PathParam("pair") String pair, @PathParam("side") String side) {
    own = pair + "/" + side;
    other = pair + "/" + (side.equals("a") ? "b" : "a");
    session.setMaxIdleTimeout(0);
    SESSIONS.put(own, session);
  }

  @OnMessage(maxMessageSize = 65_536)
  public void onBinary(byte[] frame) {
    Session to = peer;
    if (to == null) {
      to = SESSIONS.get(other);
      peer = to;
    }
    if (to != null) {
      to.getAsyncRemote().sendBinary(ByteBuffer.wrap(frame), result -> {});
    }
  }

  @OnClose
  public void onClose(Session session, CloseReason reason) {
    SESSIONS.remove(own, session);
  }
}
