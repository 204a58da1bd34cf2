package keyturn.server.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;

/** A container's WebSocket. Only asynchronous sends: the blocking one has no time limit. */
final class WebSocketTransport implements Transport {
  private static final Logger LOG = System.getLogger(WebSocketTransport.class.getName());

  private final Session session;

  WebSocketTransport(Session session) {
    this.session = session;
  }

  @Override
  public void send(Bytes frame, Completion completion) {
    try {
      session
          .getAsyncRemote()
          .sendBinary(
              ByteBuffer.wrap(frame.toArray()),
              result -> completion.done(result.isOK() ? Outcome.SENT : Outcome.FAILED));
    } catch (IllegalStateException e) {
      // Closed meanwhile by the peer or the container.
      completion.done(Outcome.FAILED);
    }
  }

  @Override
  public void ping() {
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.TRACE, "ping on a closed connection", e);
    }
  }

  @Override
  public void close(CloseCode code) {
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), ""));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.TRACE, "close on a closed connection", e);
    }
  }
}
