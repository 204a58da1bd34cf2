package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mallory changes what is on the wire; all of it ends the tunnel with one and the same error. */
class RecordAttackTest {
  static Stream<CipherSuite> suites() {
    return TunnelPair.suites();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyMutationFailsAlikeAndMovesNothing(CipherSuite suite) throws Exception {
    RecordLayer layer =
        new RecordLayer(suite, KeySchedule.keyturn(), RecordCipher::create, TunnelPair.RANDOM);
    try (SecretBytes secret = SecretBytes.random(32, TunnelPair.RANDOM);
        RecordSealer sealer = layer.sealer(secret, 1);
        RecordOpener opener = layer.opener(secret, 1)) {
      byte[] plaintext = ApplicationRecord.join(TunnelPair.text("meet me at nine"));
      byte[] record = sealer.seal(MessageType.APPLICATION_RECORD, plaintext);
      for (byte[] mutation : Mutations.of(record)) {
        AuthenticationFailedException refusal =
            assertThrows(AuthenticationFailedException.class, () -> opener.open(mutation));
        assertEquals("authentication failed", refusal.getMessage());
        assertEquals(0, opener.records());
      }
      assertArrayEquals(plaintext, opener.open(record));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void anyFailureKillsTheTunnel(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      byte[] record = pair.client().seal(TunnelPair.text("hello"));
      byte[] flipped = record.clone();
      flipped[record.length / 2] ^= 1;
      refusedAndDead(pair.server(), flipped);
      assertThrows(AuthenticationFailedException.class, () -> pair.server().open(record));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void replayIsRefused(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      byte[] record = pair.client().seal(TunnelPair.text("pay 5"));
      pair.server().open(record);
      refusedAndDead(pair.server(), record);
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void reorderIsRefused(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      pair.client().seal(TunnelPair.text("first"));
      refusedAndDead(pair.server(), pair.client().seal(TunnelPair.text("second")));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void dropInTheMiddleIsRefused(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      pair.server().open(pair.client().seal(TunnelPair.text("first")));
      pair.client().seal(TunnelPair.text("dropped"));
      refusedAndDead(pair.server(), pair.client().seal(TunnelPair.text("third")));
    }
  }

  /** Terrapin (CVE-2023-48795) removed the first records after the handshake, unnoticed. */
  @ParameterizedTest
  @MethodSource("suites")
  void droppedPrefixIsRefusedInBothDirections(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      pair.client().seal(TunnelPair.text("dropped"));
      pair.server().seal(TunnelPair.text("dropped"));
      refusedAndDead(pair.server(), pair.client().seal(TunnelPair.text("second")));
      TunnelPair other = TunnelPair.of(KeyGroup.X25519, suite);
      other.server().seal(TunnelPair.text("dropped"));
      refusedAndDead(other.client(), other.server().seal(TunnelPair.text("second")));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void ownRecordsSentBackAreRefused(CipherSuite suite) throws Exception {
    TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite);
    refusedAndDead(pair.client(), pair.client().seal(TunnelPair.text("mine")));
    refusedAndDead(pair.server(), pair.server().seal(TunnelPair.text("mine")));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void ownRefreshSentBackIsRefused(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite, 2)) {
      pair.client().seal(TunnelPair.text("a"));
      pair.client().seal(TunnelPair.text("b"));
      refusedAndDead(pair.client(), pair.client().nextControl().orElseThrow());
    }
  }

  @Test
  void droppedOrReplayedRefreshRecordsAreRefused() throws Exception {
    for (int step = 0; step < 3; step++) {
      for (boolean replayed : new boolean[] {false, true}) {
        try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, CipherSuite.AES_256_GCM, 2)) {
          pair.server().open(pair.client().seal(TunnelPair.text("a")));
          pair.server().open(pair.client().seal(TunnelPair.text("b")));
          Tunnel from = pair.client();
          Tunnel to = pair.server();
          for (int before = 0; before < step; before++) {
            to.open(from.nextControl().orElseThrow());
            Tunnel turn = from;
            from = to;
            to = turn;
          }
          byte[] control = from.nextControl().orElseThrow();
          byte[] next = from.seal(TunnelPair.text("next"));
          if (replayed) {
            to.open(control);
          }
          refusedAndDead(to, replayed ? control : next);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void recordOfAnotherConnectionIsRefused(CipherSuite suite) throws Exception {
    TunnelPair ours = TunnelPair.of(KeyGroup.X25519, suite);
    TunnelPair others = TunnelPair.of(KeyGroup.X25519, suite);
    refusedAndDead(ours.server(), others.client().seal(TunnelPair.text("spliced")));
    refusedAndDead(ours.client(), others.server().seal(TunnelPair.text("spliced")));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void recordOfAnEarlierPhaseIsRefused(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite, 2)) {
      byte[] old = pair.client().seal(TunnelPair.text("old"));
      pair.server().open(old);
      pair.client().open(pair.server().seal(TunnelPair.text("answer")));
      pair.settle();
      assertEquals(1, pair.server().refreshes());
      refusedAndDead(pair.server(), old);
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void recordUnderTheRightKeyInTheWrongPhaseIsRefused(CipherSuite suite) throws Exception {
    RecordLayer layer =
        new RecordLayer(suite, KeySchedule.keyturn(), RecordCipher::create, TunnelPair.RANDOM);
    try (SecretBytes secret = SecretBytes.random(32, TunnelPair.RANDOM);
        RecordSealer sealer = layer.sealer(secret, 2);
        RecordOpener opener = layer.opener(secret, 1)) {
      byte[] record = sealer.seal(MessageType.APPLICATION_RECORD, new byte[] {0, 0, 1, 7});
      assertThrows(AuthenticationFailedException.class, () -> opener.open(record));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void twoRecordsGluedTogetherAreRefused(CipherSuite suite) throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, suite)) {
      byte[] first = pair.client().seal(TunnelPair.text("one"));
      byte[] second = pair.client().seal(TunnelPair.text("two"));
      refusedAndDead(pair.server(), new WireWriter().bytes(first).bytes(second).toArray());
    }
  }

  @Test
  void recordOverTheLimitIsRefusedUnread() throws Exception {
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, CipherSuite.AES_256_GCM)) {
      byte[] tooLong = new byte[TunnelLimits.MAX_RECORD_BYTES + 1];
      tooLong[0] = (byte) MessageType.APPLICATION_RECORD.code();
      refusedAndDead(pair.server(), tooLong);
    }
  }

  @Test
  void handshakeMessagesAndUnknownTypesInTheTunnelAreRefused() throws Exception {
    for (int type = 0; type < 256; type++) {
      try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, CipherSuite.AES_256_GCM)) {
        byte[] record = pair.client().seal(TunnelPair.text("x"));
        record[0] = (byte) type;
        if (type != MessageType.APPLICATION_RECORD.code()) {
          refusedAndDead(pair.server(), record);
        }
      }
    }
  }

  private static void refusedAndDead(Tunnel tunnel, byte[] record) {
    AuthenticationFailedException refusal =
        assertThrows(AuthenticationFailedException.class, () -> tunnel.open(record));
    assertEquals("authentication failed", refusal.getMessage());
    assertTrue(tunnel.isClosed());
    assertThrows(IllegalStateException.class, () -> tunnel.seal(List.of(new byte[] {1})));
    assertTrue(tunnel.nextControl().isEmpty());
  }
}
