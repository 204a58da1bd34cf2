package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** New keys under traffic, and peers that ask for them too early, too often or wrongly. */
class RefreshTest {
  private static final int COUNT = 10;
  private static final int SEALING_KEY = 2;
  private static final int NEXT_CLIENT_SEALING_KEY = 5;

  private final Wiretap clientTap = new Wiretap();
  private final Wiretap serverTap = new Wiretap();

  static Stream<KeyGroup> groups() {
    return TunnelPair.groups();
  }

  @Test
  void clientAsksWhenTheRecordsOfBothDirectionsReachTheCount() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      for (int i = 0; i < COUNT / 2; i++) {
        assertTrue(pair.client().nextControl().isEmpty(), "after " + 2 * i);
        toAndFro(pair);
      }
      byte[] refresh = pair.client().nextControl().orElseThrow();
      assertEquals(MessageType.REFRESH.code(), refresh[0]);
      assertTrue(pair.client().nextControl().isEmpty(), "one in flight");
      assertTrue(pair.server().nextControl().isEmpty());
    }
  }

  @Test
  void trafficGoesOnUnderTheOldKeysUntilEachSwitch() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      for (int i = 0; i < COUNT / 2; i++) {
        toAndFro(pair);
      }
      byte[] refresh = pair.client().nextControl().orElseThrow();
      byte[] afterRefresh = pair.client().seal(TunnelPair.text("client, old key"));
      byte[] beforeReply = pair.server().seal(TunnelPair.text("server, old key"));
      assertTrue(pair.server().open(refresh).isEmpty());
      byte[] stillBeforeReply = pair.server().seal(TunnelPair.text("server, old key still"));
      byte[] reply = pair.server().nextControl().orElseThrow();
      byte[] afterReply = pair.server().seal(TunnelPair.text("server, new key"));

      opens(pair.client(), beforeReply, "server, old key");
      opens(pair.client(), stillBeforeReply, "server, old key still");
      assertTrue(pair.client().open(reply).isEmpty());
      byte[] beforeDone = pair.client().seal(TunnelPair.text("client, old key still"));
      byte[] done = pair.client().nextControl().orElseThrow();
      byte[] afterDone = pair.client().seal(TunnelPair.text("client, new key"));
      opens(pair.client(), afterReply, "server, new key");

      opens(pair.server(), afterRefresh, "client, old key");
      opens(pair.server(), beforeDone, "client, old key still");
      assertTrue(pair.server().open(done).isEmpty());
      opens(pair.server(), afterDone, "client, new key");
      assertEquals(1, pair.client().refreshes());
      assertEquals(1, pair.server().refreshes());
    }
  }

  @Test
  void oldKeysAreWipedAndNewOnesAreNew() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      for (int i = 0; i < 10 * COUNT; i++) {
        toAndFro(pair);
        pair.settle();
      }
      assertTrue(pair.client().refreshes() >= 10);
      assertEquals(2, clientTap.open());
      assertEquals(2, serverTap.open());
      assertEquals(clientTap.keys().size(), clientTap.keys().stream().distinct().count());
    }
    assertEquals(0, clientTap.open());
    assertEquals(0, serverTap.open());
  }

  @Test
  void refreshBeforeHalfTheCountIsRefused() throws Exception {
    for (int before = 0; before < COUNT; before++) {
      Wiretap tap = new Wiretap();
      try (TunnelPair pair = pair(KeyGroup.X25519, tap);
          RecordSealer mallory = tap.keys().get(SEALING_KEY).sealer(1)) {
        sendApplication(mallory, pair.server(), before);
        byte[] refresh = refresh(mallory, KeyGroup.X25519);
        if (2 * (before + 1) < COUNT) {
          refused(UnexpectedMessageException.class, pair.server(), refresh);
        } else {
          assertTrue(pair.server().open(refresh).isEmpty());
        }
      }
    }
  }

  @Test
  void secondRefreshInFlightIsRefused() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519);
        RecordSealer mallory = malloryAsClient()) {
      sendApplication(mallory, pair.server(), COUNT);
      pair.server().open(refresh(mallory, KeyGroup.X25519));
      refused(UnexpectedMessageException.class, pair.server(), refresh(mallory, KeyGroup.X25519));
    }
  }

  @Test
  void secondRefreshAfterTheReplyAndBeforeDoneIsRefused() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519);
        RecordSealer mallory = malloryAsClient()) {
      sendApplication(mallory, pair.server(), COUNT);
      pair.server().open(refresh(mallory, KeyGroup.X25519));
      assertTrue(pair.server().nextControl().isPresent());
      refused(UnexpectedMessageException.class, pair.server(), refresh(mallory, KeyGroup.X25519));
    }
  }

  /** Each refresh costs the server a Diffie-Hellman: one right after the other is refused. */
  @Test
  void floodOfRefreshesIsRefused() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      for (int i = 0; i < COUNT / 2; i++) {
        toAndFro(pair);
      }
      pair.settle();
      assertEquals(1, pair.server().refreshes());
      try (RecordSealer mallory = clientTap.keys().get(NEXT_CLIENT_SEALING_KEY).sealer(2)) {
        refused(UnexpectedMessageException.class, pair.server(), refresh(mallory, KeyGroup.X25519));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("groups")
  void refreshInAnotherGroupIsRefused(KeyGroup group) throws Exception {
    for (KeyGroup other : KeyGroup.values()) {
      Wiretap tap = new Wiretap();
      try (TunnelPair pair = pair(group, tap);
          RecordSealer mallory = tap.keys().get(SEALING_KEY).sealer(1)) {
        sendApplication(mallory, pair.server(), COUNT);
        byte[] refresh = refresh(mallory, other);
        if (other != group) {
          refused(UnexpectedMessageException.class, pair.server(), refresh);
        } else {
          pair.server().open(refresh);
        }
      }
    }
  }

  @Test
  void refreshDoneWithoutReplyIsRefused() throws Exception {
    for (boolean asked : new boolean[] {false, true}) {
      Wiretap tap = new Wiretap();
      try (TunnelPair pair = pair(KeyGroup.X25519, tap);
          RecordSealer mallory = tap.keys().get(SEALING_KEY).sealer(1)) {
        sendApplication(mallory, pair.server(), COUNT);
        if (asked) {
          pair.server().open(refresh(mallory, KeyGroup.X25519));
        }
        byte[] done = new WireWriter().toMessage(MessageType.REFRESH_DONE);
        refused(
            UnexpectedMessageException.class,
            pair.server(),
            mallory.seal(MessageType.REFRESH_DONE, done));
      }
    }
  }

  @Test
  void malformedControlIsRefused() throws Exception {
    byte[] good =
        RefreshExchange.encode(
            MessageType.REFRESH, KeyGroup.X25519, KeyGroup.X25519.offer(TunnelPair.RANDOM).share());
    byte[] longer = new WireWriter().bytes(good).u8(0).toArray();
    byte[] hugeShare =
        new WireWriter()
            .u16(KeyGroup.X25519.code())
            .u16(0xFFFF)
            .u8(0)
            .toMessage(MessageType.REFRESH);
    byte[] otherType =
        RefreshExchange.encode(MessageType.REFRESH_REPLY, KeyGroup.X25519, Bytes.of((byte) 1));
    for (byte[] bad : List.of(new byte[0], longer, hugeShare, otherType)) {
      Wiretap tap = new Wiretap();
      try (TunnelPair pair = pair(KeyGroup.X25519, tap);
          RecordSealer mallory = tap.keys().get(SEALING_KEY).sealer(1)) {
        sendApplication(mallory, pair.server(), COUNT);
        refused(
            MalformedMessageException.class, pair.server(), mallory.seal(MessageType.REFRESH, bad));
      }
    }
  }

  @Test
  void serverMayNeitherAskNorAnswerUnasked() throws Exception {
    for (MessageType type :
        List.of(MessageType.REFRESH, MessageType.REFRESH_REPLY, MessageType.REFRESH_DONE)) {
      Wiretap tap = new Wiretap();
      try (TunnelPair pair =
              TunnelPair.of(
                  ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_256_GCM),
                  accepting(KeyGroup.X25519),
                  clientTap.parts(),
                  tap.parts());
          RecordSealer mallory = tap.keys().get(SEALING_KEY).sealer(1)) {
        sendApplication(mallory, pair.client(), COUNT);
        byte[] message =
            RefreshExchange.encode(
                type, KeyGroup.X25519, KeyGroup.X25519.offer(TunnelPair.RANDOM).share());
        refused(UnexpectedMessageException.class, pair.client(), mallory.seal(type, message));
      }
    }
  }

  @Test
  void replyInAnotherGroupIsRefused() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519);
        RecordSealer mallory = serverTap.keys().get(SEALING_KEY).sealer(1)) {
      sendApplication(mallory, pair.client(), COUNT);
      assertTrue(pair.client().nextControl().isPresent());
      byte[] reply =
          RefreshExchange.encode(
              MessageType.REFRESH_REPLY,
              KeyGroup.P256,
              KeyGroup.P256.offer(TunnelPair.RANDOM).share());
      refused(
          UnexpectedMessageException.class,
          pair.client(),
          mallory.seal(MessageType.REFRESH_REPLY, reply));
    }
  }

  @Test
  void overdueHalfAMinuteAfterItWasDue() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      long start = Long.MAX_VALUE - 5;
      assertFalse(pair.server().refreshOverdue(start));
      for (int i = 0; i < COUNT / 2; i++) {
        toAndFro(pair);
      }
      assertFalse(pair.server().refreshOverdue(start));
      assertFalse(pair.server().refreshOverdue(start + seconds(30)));
      assertTrue(pair.server().refreshOverdue(start + seconds(30) + 1));
      pair.settle();
      assertFalse(pair.server().refreshOverdue(start + seconds(40)));
      assertFalse(pair.server().refreshOverdue(start + seconds(4000)));
    }
  }

  @Test
  void eachRefreshHasItsOwnHalfMinute() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      for (int second = 0; second < 600; second++) {
        toAndFro(pair);
        assertFalse(pair.server().refreshOverdue(seconds(second)));
        assertFalse(pair.client().refreshOverdue(seconds(second)));
        if (second % 7 == 0) {
          pair.settle();
        }
      }
      assertTrue(pair.server().refreshes() > 50);
    }
  }

  @Test
  void overdueWhenTheClientNeverFinishes() throws Exception {
    try (TunnelPair pair = pair(KeyGroup.X25519)) {
      for (int i = 0; i < COUNT / 2; i++) {
        toAndFro(pair);
      }
      assertFalse(pair.server().refreshOverdue(0));
      assertFalse(pair.client().refreshOverdue(0));
      pair.server().open(pair.client().nextControl().orElseThrow());
      assertTrue(pair.server().nextControl().isPresent());
      assertFalse(pair.server().refreshOverdue(seconds(30)));
      assertTrue(pair.server().refreshOverdue(seconds(31)));
      assertTrue(pair.client().refreshOverdue(seconds(31)));
    }
  }

  private TunnelPair pair(KeyGroup group) throws Exception {
    return pair(group, clientTap);
  }

  private TunnelPair pair(KeyGroup group, Wiretap tap) throws Exception {
    return TunnelPair.of(
        ClientPolicy.only(group, CipherSuite.AES_256_GCM),
        accepting(group),
        tap.parts(),
        serverTap.parts());
  }

  private RecordSealer malloryAsClient() {
    return clientTap.keys().get(SEALING_KEY).sealer(1);
  }

  private static ServerPolicy accepting(KeyGroup group) {
    return new ServerPolicy(List.of(group), List.of(CipherSuite.AES_256_GCM), COUNT);
  }

  private static void toAndFro(TunnelPair pair) throws Exception {
    pair.server().open(pair.client().seal(TunnelPair.text("to")));
    pair.client().open(pair.server().seal(TunnelPair.text("fro")));
  }

  private static void sendApplication(RecordSealer mallory, Tunnel to, int records)
      throws Exception {
    for (int i = 0; i < records; i++) {
      to.open(
          mallory.seal(
              MessageType.APPLICATION_RECORD, ApplicationRecord.join(TunnelPair.text("x"))));
    }
  }

  private static byte[] refresh(RecordSealer mallory, KeyGroup group) {
    Bytes share = group.offer(TunnelPair.RANDOM).share();
    return mallory.seal(
        MessageType.REFRESH, RefreshExchange.encode(MessageType.REFRESH, group, share));
  }

  private static void opens(Tunnel tunnel, byte[] record, String expected) throws Exception {
    assertEquals(List.of(expected), TunnelPair.texts(tunnel.open(record)));
  }

  private static void refused(
      Class<? extends ProtocolException> how, Tunnel tunnel, byte[] record) {
    assertThrows(how, () -> tunnel.open(record));
    assertTrue(tunnel.isClosed());
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
