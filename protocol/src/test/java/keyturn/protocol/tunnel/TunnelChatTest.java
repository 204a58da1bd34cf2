package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides follow the specification, over every group and suite. */
class TunnelChatTest {
  static Stream<Arguments> groupsAndSuites() {
    return TunnelPair.groups()
        .flatMap(group -> TunnelPair.suites().map(suite -> Arguments.of(group, suite)));
  }

  static Stream<CipherSuite> suites() {
    return TunnelPair.suites();
  }

  @ParameterizedTest
  @MethodSource("groupsAndSuites")
  void chatsThroughRefreshes(KeyGroup group, CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(group, suite, 6)) {
      assertEquals(group, pair.server().group());
      assertEquals(suite, pair.client().suite());
      for (int i = 0; i < 20; i++) {
        assertEquals(
            List.of("to " + i),
            TunnelPair.texts(pair.server().open(pair.client().seal(TunnelPair.text("to " + i)))));
        assertEquals(
            List.of("fro " + i),
            TunnelPair.texts(pair.client().open(pair.server().seal(TunnelPair.text("fro " + i)))));
        pair.settle();
      }
      assertEquals(6, pair.client().refreshes());
      assertEquals(6, pair.server().refreshes());
    }
  }

  @Test
  void bothSidesExportTheSameForTheLifeOfTheConnection() throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, CipherSuite.AES_128_GCM, 2);
        SecretBytes before = pair.client().exporter("sign-in", new byte[] {1}, 32)) {
      pair.server().open(pair.client().seal(TunnelPair.text("a")));
      pair.client().open(pair.server().seal(TunnelPair.text("b")));
      pair.settle();
      assertEquals(1, pair.client().refreshes());
      try (SecretBytes after = pair.server().exporter("sign-in", new byte[] {1}, 32);
          SecretBytes otherContext = pair.server().exporter("sign-in", new byte[] {2}, 32);
          SecretBytes otherLabel = pair.server().exporter("sign-out", new byte[] {1}, 32)) {
        assertTrue(before.equalsSecret(after));
        assertTrue(!before.equalsSecret(otherContext));
        assertTrue(!before.equalsSecret(otherLabel));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void oneRecordCarriesAsManyMessagesAsFit(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      List<byte[]> many = IntStream.range(0, 100).mapToObj(i -> new byte[1000]).toList();
      int fitting = pair.client().fitting(many);
      assertTrue(fitting > 60 && fitting < 66, "fitting " + fitting);
      byte[] record = pair.client().seal(many.subList(0, fitting));
      assertTrue(record.length <= TunnelLimits.MAX_RECORD_BYTES);
      assertEquals(fitting, pair.server().open(record).size());
      assertThrows(IllegalArgumentException.class, () -> pair.client().seal(many));
      assertThrows(IllegalArgumentException.class, () -> pair.client().seal(List.of()));
      assertThrows(IllegalArgumentException.class, () -> pair.client().seal(List.of(new byte[0])));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void theLargestMessageFitsInEverySuite(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      byte[] largest = new byte[TunnelLimits.MAX_MESSAGE_BYTES];
      List<byte[]> opened = pair.client().open(pair.server().seal(List.of(largest)));
      assertEquals(largest.length, opened.get(0).length);
    }
  }

  @Test
  void closedTunnelSealsNothing() throws Exception {
    TunnelPair pair = TunnelPair.of(KeyGroup.X25519, CipherSuite.AES_256_GCM);
    pair.close();
    assertThrows(IllegalStateException.class, () -> pair.client().seal(TunnelPair.text("x")));
    assertTrue(pair.client().nextControl().isEmpty());
    assertTrue(pair.client().isClosed());
  }
}
