package keyturn.server.websocket;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;
import keyturn.server.account.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket of Keyturn: takes what arrives and hands it on. The container makes one for each
 * connection and calls it on its HTTP threads, on which nothing may wait.
 */
@ServerEndpoint(
    value = ChatEndpoint.PATH,
    subprotocols = ChatEndpoint.SUBPROTOCOL,
    configurator = ChatConfigurator.class)
public final class ChatEndpoint {
  static final String PATH = "/chat";
  static final String SUBPROTOCOL = "keyturn.1";

  /** A record holds a message of 60 KiB; whoever sends more is closed with 1009. */
  static final int MAX_FRAME_BYTES = 64 * 1024;

  private final Connections connections;
  private @Nullable Connection connection;

  @Inject
  public ChatEndpoint(Connections connections) {
    this.connections = connections;
  }

  @OnOpen
  public void onOpen(Session session, EndpointConfig config) throws UnknownHostException {
    session.setMaxBinaryMessageBufferSize(MAX_FRAME_BYTES);
    session.setMaxTextMessageBufferSize(1);
    // Its idle timer restarts on every send and so finds no dead peer; ours does.
    session.setMaxIdleTimeout(0);
    Object address =
        Objects.requireNonNull(
            session.getUserProperties().get(ChatConfigurator.ADDRESS), "no UpgradeGate before us");
    connection =
        connections
            .connect(
                ClientAddress.of(InetAddress.getByName(address.toString())),
                new WebSocketTransport(session))
            .orElse(null);
    if (connection != null) {
      for (Extension extension : session.getNegotiatedExtensions()) {
        if (extension instanceof FrameGuard guard) {
          guard.protect(connection);
        }
      }
    }
  }

  @OnMessage(maxMessageSize = MAX_FRAME_BYTES)
  public void onBinary(byte[] frame) {
    if (connection != null) {
      connection.receive(Bytes.of(frame));
    }
  }

  @OnMessage(maxMessageSize = 1)
  public void onText(String text) {
    if (connection != null) {
      connection.refuse(CloseCode.MALFORMED);
    }
  }

  @OnMessage
  public void onPong(PongMessage pong) {
    if (connection != null) {
      connection.heard();
    }
  }

  @OnClose
  public void onClose(CloseReason reason) {
    if (connection != null) {
      connection.gone();
    }
  }

  /** The container closes the connection; what the peer sent wrong is not our error to report. */
  @OnError
  public void onError(Throwable error) {
    if (connection != null) {
      connection.refuse(CloseCode.MALFORMED);
    }
  }
}
