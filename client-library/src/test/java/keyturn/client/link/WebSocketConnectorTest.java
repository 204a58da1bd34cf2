package keyturn.client.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import keyturn.client.LinkLoss;
import keyturn.protocol.tunnel.TunnelLimits;
import org.junit.jupiter.api.Test;

class WebSocketConnectorTest {
  /** What a hanging test gives up after. */
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  /** A pong, among what was heard. */
  private static final Object PONG = "pong";

  private final Transport.Receiver receiver =
      new Transport.Receiver() {
        @Override
        public void onOpen(Transport transport) {
          heard.add(transport);
        }

        @Override
        public void onMessage(byte[] message) {
          heard.add(message);
        }

        @Override
        public void onPong() {
          heard.add(PONG);
        }

        @Override
        public void onEnd(TransportEnd end) {
          heard.add(end);
        }
      };

  private <T> T next(Class<T> type) throws InterruptedException {
    return assertInstanceOf(type, heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private Transport connect(RawWebSocketServer server) throws IOException, InterruptedException {
    connect(server.uri(), HttpClient.Builder.NO_PROXY);
    return next(Transport.class);
  }

  private void connect(URI server, ProxySelector proxy) throws IOException {
    WebSocketConnector.of(server, Optional.empty(), Optional.of(proxy)).connect(receiver);
  }

  @Test
  void carriesWholeMessagesBothWays() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      Transport transport = connect(server);

      transport.send(new byte[] {1, 2, 3}).join();
      RawWebSocketServer.Frame frame = server.received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertEquals(
          new RawWebSocketServer.Frame(
              RawWebSocketServer.BINARY, ByteBuffer.wrap(new byte[] {1, 2, 3})),
          frame);

      server.send(RawWebSocketServer.BINARY, false, new byte[] {4});
      server.send(RawWebSocketServer.CONTINUATION, false, new byte[] {5});
      server.send(RawWebSocketServer.CONTINUATION, true, new byte[] {6});
      server.send(RawWebSocketServer.BINARY, true, new byte[TunnelLimits.MAX_RECORD_BYTES]);
      assertArrayEquals(new byte[] {4, 5, 6}, next(byte[].class));
      assertEquals(TunnelLimits.MAX_RECORD_BYTES, next(byte[].class).length);
    }
  }

  @Test
  void answersPingsAndHearsPongs() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      Transport transport = connect(server);
      server.send(RawWebSocketServer.PING, true, new byte[] {7});
      assertEquals(
          RawWebSocketServer.PONG,
          server.received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).opcode());

      transport.ping();
      assertEquals(
          RawWebSocketServer.PING,
          server.received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).opcode());
      server.send(RawWebSocketServer.PONG, true, new byte[0]);
      assertEquals(PONG, next(String.class));
    }
  }

  @Test
  void endlessFragmentsEndAtTheLargestRecord() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      connect(server);
      server.send(RawWebSocketServer.BINARY, false, new byte[TunnelLimits.MAX_RECORD_BYTES]);
      server.send(RawWebSocketServer.CONTINUATION, false, new byte[1]);

      assertEquals(new TransportEnd.Closed(1009), next(TransportEnd.class));
    }
  }

  @Test
  void textIsNotSpokenHere() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      connect(server);
      server.send(RawWebSocketServer.TEXT, true, new byte[] {'h', 'i'});

      assertEquals(new TransportEnd.Closed(1003), next(TransportEnd.class));
    }
  }

  @Test
  void theServersCloseCodeIsPassedOn() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      connect(server);
      server.send(
          RawWebSocketServer.CLOSE, true, ByteBuffer.allocate(2).putShort((short) 4409).array());

      assertEquals(new TransportEnd.Closed(4409), next(TransportEnd.class));
    }
  }

  @Test
  void aBrokenConnectionEndsOnce() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      Transport transport = connect(server);
      server.cut();

      assertInstanceOf(TransportEnd.class, next(TransportEnd.class));
      transport.close(1000);
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  void aServerThatSpeaksSomethingElseIsLeft() throws Exception {
    try (RawWebSocketServer server =
        new RawWebSocketServer(
            """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            """)) {
      connect(server.uri(), HttpClient.Builder.NO_PROXY);
      Object first = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (first instanceof Transport) {
        next(TransportEnd.class);
      } else {
        assertInstanceOf(TransportEnd.class, first);
      }
    }
  }

  @Test
  void aRefusalNamesTheStatus() throws Exception {
    try (RawWebSocketServer server =
        new RawWebSocketServer("HTTP/1.1 503 Busy\nContent-Length: 0\n")) {
      connect(server.uri(), HttpClient.Builder.NO_PROXY);

      assertEquals(new TransportEnd.Failed(LinkLoss.NOT_READY), next(TransportEnd.class));
    }
  }

  @Test
  void aSocksProxyMeansNoConnectionAtAll() throws Exception {
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      connect(
          server.uri(),
          new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
              return List.of(
                  new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("127.0.0.1", 9)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
          });

      assertEquals(new TransportEnd.SocksRefused(), next(TransportEnd.class));
      assertFalse(server.wasAsked());
    }
  }

  @Test
  void nobodyThereIsToldSo() throws Exception {
    URI gone;
    try (RawWebSocketServer server = RawWebSocketServer.speakingKeyturn()) {
      gone = server.uri();
    }
    connect(gone, HttpClient.Builder.NO_PROXY);

    assertEquals(new TransportEnd.Failed(LinkLoss.NOT_REACHABLE), next(TransportEnd.class));
  }
}
