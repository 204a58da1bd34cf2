package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No (key, nonce) twice, across refreshes, reconnects and restarts with the same identity. */
class NonceUniquenessTest {
  static Stream<CipherSuite> suites() {
    return TunnelPair.suites();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void noKeyAndNonceTwice(CipherSuite suite) throws Exception {
    Wiretap wiretap = new Wiretap();
    int refreshes = 0;
    for (int connection = 0; connection < 5; connection++) {
      try (TunnelPair pair =
          TunnelPair.of(
              ClientPolicy.only(KeyGroup.X25519, suite),
              new ServerPolicy(List.of(KeyGroup.X25519), List.of(suite), 10),
              wiretap.parts())) {
        for (int message = 0; message < 50; message++) {
          pair.server().open(pair.client().seal(TunnelPair.text("same text")));
          pair.client().open(pair.server().seal(TunnelPair.text("same text")));
          pair.settle();
        }
        refreshes += pair.client().refreshes();
      }
    }
    assertTrue(refreshes >= 40, "refreshes " + refreshes);
    assertTrue(wiretap.sealed() > 500);
    assertEquals(wiretap.sealed(), wiretap.distinctKeysAndNonces());
    int distinctKeys = new HashSet<>(wiretap.keys()).size();
    assertEquals(wiretap.keys().size(), 2 * distinctKeys, "each key seals here and opens there");
  }
}
