package keyturn.load.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final byte[] DATA = new byte[1000];

  static {
    for (int i = 0; i < DATA.length; i++) {
      DATA[i] = (byte) i;
    }
  }

  private ServerSocket server;
  private FaultProxy proxy;
  private Socket client;
  private Socket served;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy = FaultProxy.to(server.getLocalPort(), 7);
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    served = server.accept();
    client.setSoTimeout(PATIENCE_MILLIS);
    served.setSoTimeout(PATIENCE_MILLIS);
    assertPasses();
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    client.close();
    served.close();
    server.close();
  }

  private static byte[] read(Socket from) throws IOException {
    byte[] data = new byte[DATA.length];
    new DataInputStream(from.getInputStream()).readFully(data);
    return data;
  }

  private void assertPasses() throws IOException {
    client.getOutputStream().write(DATA);
    assertArrayEquals(DATA, read(served));
    served.getOutputStream().write(DATA);
    assertArrayEquals(DATA, read(client));
  }

  @Test
  void aGoodLinkPassesEverythingBothWays() throws IOException {
    assertPasses();
  }

  @Test
  void aSlowLinkPassesEverything() throws IOException {
    proxy.set(Conditions.GOOD.delayed(Duration.ofMillis(3), Duration.ofMillis(5)));
    assertPasses();
    proxy.set(Conditions.GOOD.atRate(20_000));
    assertPasses();
    proxy.set(Conditions.GOOD.dribbling());
    assertPasses();
  }

  @Test
  void aCorruptingLinkTurnsABit() throws IOException {
    proxy.set(Conditions.GOOD.corrupting(1));
    client.getOutputStream().write(DATA);
    assertFalse(Arrays.equals(DATA, read(served)));
  }

  @Test
  void aCutIsAResetForBoth() {
    proxy.cut();
    assertThrows(SocketException.class, () -> readToTheEnd(client));
    assertThrows(SocketException.class, () -> readToTheEnd(served));
    assertEquals(0, proxy.connections());
  }

  private static void readToTheEnd(Socket from) throws IOException {
    if (from.getInputStream().read() < 0) {
      throw new SocketException("ended");
    }
  }

  @Test
  void aHalfClosedLinkStillPassesToTheServer() throws IOException {
    proxy.halfClose();
    assertEquals(-1, client.getInputStream().read());
    client.getOutputStream().write(DATA);
    assertArrayEquals(DATA, read(served));
  }

  @Test
  void aBlackHoleSwallowsAndTellsNobody() throws IOException {
    proxy.set(Conditions.GOOD.swallowing());
    client.getOutputStream().write(new byte[77]);
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (proxy.swallowedBytes() < 77 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    proxy.set(Conditions.GOOD);
    assertPasses();
  }

  @Test
  void whileItRefusesNewConnectionsEnd() throws IOException {
    proxy.refuse(true);
    try (Socket second = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      second.setSoTimeout(PATIENCE_MILLIS);
      assertThrows(SocketException.class, () -> readToTheEnd(second));
    }
    assertPasses();
  }
}
