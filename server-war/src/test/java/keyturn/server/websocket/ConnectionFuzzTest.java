package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.protocol.message.ClientMessage;
import keyturn.server.websocket.ConnectionFixture.End;

/**
 * Whatever a peer does in whatever order: nothing is asked for that it may not ask, a connection
 * closes once, and nothing is sent or done for it afterwards.
 */
class ConnectionFuzzTest {
  private static final int MOST_MOVES = 40;

  private enum Move {
    FRAME,
    RECORD_OF_BYTES,
    RECORD_OF_MESSAGE,
    ANSWER,
    PASS_TIME,
    PONG,
    GO_AWAY,
    READ
  }

  @FuzzTest
  void anyPeer(FuzzedDataProvider peer) {
    ConnectionFixture server = new ConnectionFixture();
    End end = server.in(peer.pickValue(ConnectionState.values()));
    boolean sealing =
        switch (end.connection.state()) {
          case AWAITING_HELLO, AWAITING_FINISHED -> false;
          case AWAITING_SIGN_IN, SIGNING_IN, READY, CLOSED -> true;
        };
    for (int i = 0; i < MOST_MOVES && peer.remainingBytes() > 0; i++) {
      boolean wasReady = end.connection.state() == ConnectionState.READY;
      boolean wasClosed = !end.transport.closes.isEmpty();
      final int requests = server.useCases.requests.size();
      final int attempts = server.useCases.attempts.size();
      move(server, end, peer, sealing);
      server.threads.runAll();
      if (!wasReady) {
        assertEquals(requests, server.useCases.requests.size(), "a request of a stranger");
      }
      if (wasClosed) {
        assertEquals(attempts, server.useCases.attempts.size(), "an attempt after the close");
        assertEquals(requests, server.useCases.requests.size(), "a request after the close");
      }
      assertTrue(end.transport.closes.size() <= 1, "closed twice");
    }
    end.connection.gone();
    server.threads.runAll();
    assertEquals(ConnectionState.CLOSED, end.connection.state());
  }

  private static void move(
      ConnectionFixture server, End end, FuzzedDataProvider peer, boolean sealing) {
    switch (peer.pickValue(Move.values())) {
      case FRAME -> end.client.send(peer.consumeBytes(peer.consumeInt(0, 600)));
      case RECORD_OF_BYTES -> {
        if (sealing) {
          byte[] message = peer.consumeBytes(peer.consumeInt(1, 600));
          if (message.length > 0) {
            end.client.send(end.client.tunnel().seal(List.of(message)));
          }
        }
      }
      case RECORD_OF_MESSAGE -> {
        if (sealing) {
          ClientMessage message = peer.pickValue(ConnectionFixture.oneOfEach());
          end.client.send(message);
        }
      }
      case ANSWER -> {
        if (!server.useCases.answers.isEmpty()) {
          server.answer(ConnectionFixture.granted());
        }
      }
      case PASS_TIME -> {
        server.time.pass(Duration.ofSeconds(peer.consumeInt(0, 60)));
        server.connections.tick();
      }
      case PONG -> end.connection.heard();
      case GO_AWAY -> end.connection.receive(Bytes.of(peer.consumeBytes(3)));
      case READ -> end.client.settle();
    }
  }
}
