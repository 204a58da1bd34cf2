package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.NoCommonSuiteException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

/** The server chooses by its own order; nothing in common is an error that names both lists. */
class NegotiationTest {
  @Test
  void serversOrderDecidesForGroupAndSuiteEach() throws Exception {
    ServerPolicy accepted =
        new ServerPolicy(
            List.of(KeyGroup.FFDHE3072, KeyGroup.X25519),
            List.of(CipherSuite.A128CBC_HS512, CipherSuite.AES_256_GCM),
            30);
    try (TunnelPair pair =
        TunnelPair.of(ClientPolicy.standard(), accepted, HandshakeParts.with(TunnelPair.RANDOM))) {
      assertEquals(KeyGroup.FFDHE3072, pair.client().group());
      assertEquals(CipherSuite.A128CBC_HS512, pair.client().suite());
      assertEquals(KeyGroup.FFDHE3072, pair.server().group());
      pair.server().open(pair.client().seal(TunnelPair.text("after a Retry")));
    }
  }

  @Test
  void standardIsPostQuantumFirstAndWithoutCompatibilitySuites() {
    ClientPolicy standard = ClientPolicy.standard();
    assertEquals(KeyGroup.X25519MLKEM768, standard.groups().get(0));
    assertEquals(4, standard.groups().size());
    assertEquals(CipherSuite.AES_256_GCM, standard.suites().get(0));
    assertFalse(standard.suites().contains(CipherSuite.TDES_CBC_HS256));
    assertEquals(7, standard.suites().size());
  }

  @Test
  void codesTheServerDoesNotKnowAreIgnored() throws Exception {
    Bytes share = KeyGroup.X25519.offer(TunnelPair.RANDOM).share();
    ClientHello hello =
        new ClientHello(
            Bytes.of(new byte[32]),
            List.of(0xFFFF, CipherSuite.AES_256_GCM.code()),
            List.of(KeyGroup.X25519.code(), 0xFFFE),
            KeyGroup.X25519.code(),
            share);
    assertEquals(2, server(KeyGroup.X25519).onMessage(hello.encode()).toSend().size());
  }

  @Test
  void noCommonSuiteNamesBothListsOnBothSides() throws Exception {
    ClientHandshake client = client(ClientPolicy.only(KeyGroup.X25519, CipherSuite.TDES_CBC_HS256));
    ServerHandshake server = server(KeyGroup.X25519);
    NoCommonSuiteException refusal =
        assertThrows(NoCommonSuiteException.class, () -> server.onMessage(client.hello()));
    byte[] alert = server.alertFor(refusal).orElseThrow().toArray();
    ProtocolException shown =
        assertThrows(NoCommonSuiteException.class, () -> client.onMessage(alert));
    for (String message : List.of(refusal.toString(), shown.toString())) {
      assertTrue(message.contains("offers groups [X25519] and suites [TDES_CBC_HS256]"), message);
      assertTrue(message.contains("accepts groups [X25519] and suites [AES_256_GCM]"), message);
    }
  }

  @Test
  void noCommonGroupNamesBothLists() throws Exception {
    ClientHandshake client = client(ClientPolicy.only(KeyGroup.P256, CipherSuite.AES_256_GCM));
    ServerHandshake server = server(KeyGroup.X25519);
    NoCommonSuiteException refusal =
        assertThrows(NoCommonSuiteException.class, () -> server.onMessage(client.hello()));
    assertTrue(refusal.toString().contains("[P256]"), refusal.toString());
    assertTrue(refusal.toString().contains("[X25519]"), refusal.toString());
  }

  @Test
  void clientOfALaterVersionIsToldOurs() throws Exception {
    ClientHandshake client = client(ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_256_GCM));
    byte[] later = client.hello();
    later[5] = 2;
    ServerHandshake server = server(KeyGroup.X25519);
    UnsupportedVersionException refusal =
        assertThrows(UnsupportedVersionException.class, () -> server.onMessage(later));
    assertEquals(2, refusal.theirs());
    byte[] alert = server.alertFor(refusal).orElseThrow().toArray();
    UnsupportedVersionException shown =
        assertThrows(UnsupportedVersionException.class, () -> client.onMessage(alert));
    assertEquals(1, shown.theirs());
  }

  @Test
  void policiesRefuseNothingTwiceAndConversationSuites() {
    List<KeyGroup> groups = List.of(KeyGroup.X25519);
    List<CipherSuite> suites = List.of(CipherSuite.AES_256_GCM);
    assertThrows(IllegalArgumentException.class, () -> new ClientPolicy(List.of(), suites));
    assertThrows(IllegalArgumentException.class, () -> new ClientPolicy(groups, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClientPolicy(List.of(KeyGroup.X25519, KeyGroup.X25519), suites));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClientPolicy.only(KeyGroup.X25519, CipherSuite.KEYED_HASH_HS256));
    assertThrows(IllegalArgumentException.class, () -> new ServerPolicy(groups, suites, 1));
    assertThrows(IllegalArgumentException.class, () -> new ServerPolicy(groups, suites, 10_001));
  }

  private static ClientHandshake client(ClientPolicy offered) {
    return ClientHandshake.start(offered, TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM);
  }

  private static ServerHandshake server(KeyGroup group) {
    return ServerHandshake.start(
        new ServerPolicy(List.of(group), List.of(CipherSuite.AES_256_GCM), 30),
        TunnelPair.IDENTITY,
        TunnelPair.RANDOM);
  }
}
