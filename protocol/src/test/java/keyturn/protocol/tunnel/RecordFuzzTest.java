package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.ProtocolException;

/**
 * A network that does to records what it likes: what is opened is a beginning of what was sent, in
 * order, and after the first record that is not the next one the tunnel opens nothing more.
 */
class RecordFuzzTest {
  private static final CipherSuite[] SUITES = TunnelPair.suites().toArray(CipherSuite[]::new);

  private enum Move {
    PASS_ON,
    FLIP,
    TRUNCATE,
    EXTEND,
    REPLAY,
    SKIP,
    REFLECT,
    INVENT
  }

  @FuzzTest
  void tunnel(FuzzedDataProvider network) throws Exception {
    CipherSuite suite = network.pickValue(SUITES);
    List<byte[]> passed = new ArrayList<>();
    int sent = 0;
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      for (int i = 0; i < 20 && network.remainingBytes() > 0; i++) {
        byte[] text = ("text " + sent++).getBytes(StandardCharsets.UTF_8);
        byte[] record = pair.client().seal(List.of(text));
        Move move = network.pickValue(Move.values());
        byte[] arriving =
            switch (move) {
              case PASS_ON, SKIP -> record;
              case FLIP -> flipped(record, network);
              case TRUNCATE -> Arrays.copyOf(record, network.consumeInt(0, record.length - 1));
              case EXTEND -> Arrays.copyOf(record, record.length + network.consumeInt(1, 64));
              case REPLAY ->
                  passed.isEmpty() ? record : passed.get(network.consumeInt(0, passed.size() - 1));
              case REFLECT -> pair.server().seal(List.of(text));
              case INVENT -> network.consumeBytes(network.consumeInt(0, 500));
            };
        boolean next = Arrays.equals(arriving, record) && move != Move.SKIP;
        if (next) {
          List<byte[]> opened = pair.server().open(arriving);
          assertEquals(1, opened.size());
          assertArrayEquals(text, opened.get(0));
          passed.add(arriving);
        } else {
          byte[] wrong = move == Move.SKIP ? pair.client().seal(List.of(text)) : arriving;
          assertRefused(pair.server(), wrong);
          assertRefused(pair.server(), record);
          return;
        }
      }
    }
  }

  private static void assertRefused(Tunnel tunnel, byte[] record) {
    Exception refusal = assertThrows(Exception.class, () -> tunnel.open(record));
    assertTrue(
        refusal instanceof AuthenticationFailedException || refusal instanceof ProtocolException,
        () -> "refused by " + refusal);
  }

  private static byte[] flipped(byte[] record, FuzzedDataProvider network) {
    byte[] flipped = record.clone();
    flipped[network.consumeInt(0, record.length - 1)] ^= (byte) (1 << network.consumeInt(0, 7));
    return flipped;
  }
}
