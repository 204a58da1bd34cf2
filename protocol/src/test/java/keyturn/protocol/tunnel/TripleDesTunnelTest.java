package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.UnexpectedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks of 64 bits: no Triple-DES key seals more than 512 KiB. */
class TripleDesTunnelTest {
  private static final List<byte[]> BIG = List.of(new byte[TunnelLimits.MAX_MESSAGE_BYTES]);
  private static final int COUNT = 10_000;

  static Stream<CipherSuite> otherSuites() {
    return TunnelPair.suites().filter(suite -> suite != CipherSuite.TDES_CBC_HS256);
  }

  @Test
  void senderWaitsBeforeHalfAMebibyteAndGoesOnAfterTheRefresh() throws Exception {
    try (TunnelPair pair = tripleDes()) {
      for (Tunnel[] way :
          List.of(
              new Tunnel[] {pair.client(), pair.server()},
              new Tunnel[] {pair.server(), pair.client()})) {
        long sealed = 0;
        while (!way[0].mustWaitForRefresh()) {
          byte[] record = way[0].seal(BIG);
          sealed += record.length;
          way[1].open(record);
        }
        assertTrue(sealed > 448 * 1024 && sealed <= 512 * 1024, "sealed " + sealed);
        assertThrows(IllegalStateException.class, () -> way[0].seal(BIG));
        int before = pair.client().refreshes();
        pair.settle();
        assertEquals(before + 1, pair.client().refreshes());
        assertFalse(way[0].mustWaitForRefresh());
        way[1].open(way[0].seal(BIG));
      }
    }
  }

  @Test
  void refreshIsDueAtAQuarterMebibyteAndNotTooEarly() throws Exception {
    try (TunnelPair pair = tripleDes()) {
      long sealed = 0;
      while (pair.client().nextControl().isEmpty()) {
        byte[] record = pair.server().seal(BIG);
        sealed += record.length;
        pair.client().open(record);
      }
      assertTrue(sealed >= 256 * 1024 && sealed < 321 * 1024, "sealed " + sealed);
    }
  }

  @Test
  void receiverRefusesMoreThanHalfAMebibyte() throws Exception {
    Wiretap tap = new Wiretap();
    try (TunnelPair pair =
            TunnelPair.of(
                ClientPolicy.only(KeyGroup.X25519, CipherSuite.TDES_CBC_HS256),
                accepting(CipherSuite.TDES_CBC_HS256),
                tap.parts(),
                HandshakeParts.with(TunnelPair.RANDOM));
        RecordSealer mallory = tap.keys().get(2).sealer(1)) {
      byte[] plaintext = ApplicationRecord.join(BIG);
      for (int i = 0; i < 8; i++) {
        pair.server().open(mallory.seal(MessageType.APPLICATION_RECORD, plaintext));
      }
      byte[] ninth = mallory.seal(MessageType.APPLICATION_RECORD, plaintext);
      assertThrows(UnexpectedMessageException.class, () -> pair.server().open(ninth));
      assertTrue(pair.server().isClosed());
    }
  }

  @ParameterizedTest
  @MethodSource("otherSuites")
  void otherSuitesDoNotWait(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite, COUNT)) {
      for (int i = 0; i < 20; i++) {
        pair.server().open(pair.client().seal(BIG));
      }
      assertFalse(pair.client().mustWaitForRefresh());
      assertTrue(pair.client().nextControl().isEmpty());
    }
  }

  private static TunnelPair tripleDes() throws Exception {
    return TunnelPair.of(KeyGroup.X25519, CipherSuite.TDES_CBC_HS256, COUNT);
  }

  private static ServerPolicy accepting(CipherSuite suite) {
    return new ServerPolicy(List.of(KeyGroup.X25519), List.of(suite), COUNT);
  }
}
