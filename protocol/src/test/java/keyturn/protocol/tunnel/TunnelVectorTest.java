package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SigningKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends give, byte for byte, what the implementation in vectors/tunnel computed. */
class TunnelVectorTest {
  /** RFC 8410 §7: what comes before the seed in a PKCS #8 Ed25519 key. */
  private static final String PKCS8_ED25519 = "302e020100300506032b657004220420";

  static Stream<String> names() {
    return Stream.concat(TunnelPair.suites().map(Enum::name), Stream.of("retry"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyByteOnTheWireIsAsComputed(String name) throws Exception {
    Vector vector = Vector.read("handshake-" + name + ".txt");
    NotRandom clientRandom = new NotRandom(vector.bytes("client-random"));
    NotRandom serverRandom = new NotRandom(vector.bytes("server-random"));
    try (TunnelPair pair = handshake(vector, clientRandom, serverRandom)) {
      conversation(vector, pair);
    }
    assertEquals(0, clientRandom.left());
    assertEquals(0, serverRandom.left());
  }

  private static TunnelPair handshake(Vector vector, NotRandom clientRandom, NotRandom serverRandom)
      throws Exception {
    CipherSuite suite = CipherSuite.ofName(vector.text("suite")).orElseThrow();
    boolean retry = vector.text("retry").equals("yes");
    List<KeyGroup> offered =
        retry ? List.of(KeyGroup.P256, KeyGroup.X25519) : List.of(KeyGroup.X25519);
    ClientHandshake client =
        ClientHandshake.start(
            new ClientPolicy(offered, List.of(suite)), TunnelPair.TRUSTING_ANYBODY, clientRandom);
    ServerHandshake server =
        ServerHandshake.start(
            new ServerPolicy(List.of(KeyGroup.X25519), List.of(suite), 2),
            identity(vector.bytes("identity-seed")),
            serverRandom);
    byte[] hello = client.hello();
    if (retry) {
      check(vector, "client-hello-before-retry", hello);
      Bytes asked = server.onMessage(hello).toSend().get(0);
      check(vector, "retry-message", asked.toArray());
      hello = client.onMessage(asked.toArray()).toSend().get(0).toArray();
    }
    check(vector, "client-hello", hello);
    List<Bytes> answer = server.onMessage(hello).toSend();
    check(vector, "server-hello", answer.get(0).toArray());
    check(vector, "server-proof", answer.get(1).toArray());
    client.onMessage(answer.get(0).toArray());
    HandshakeStep last = client.onMessage(answer.get(1).toArray());
    byte[] finished = last.toSend().get(0).toArray();
    check(vector, "client-finished", finished);
    Tunnel serverTunnel = server.onMessage(finished).established().orElseThrow();
    return new TunnelPair(last.established().orElseThrow(), serverTunnel);
  }

  private static void conversation(Vector vector, TunnelPair pair) throws Exception {
    try (SecretBytes exported =
        pair.client().exporter("sign-in", TunnelPair.text("context").get(0), 32)) {
      check(vector, "exporter", exported.use(byte[]::clone));
    }
    Tunnel client = pair.client();
    Tunnel server = pair.server();
    carry(vector, "client-record", client.seal(TunnelPair.text("hello", "and again")), server);
    carry(vector, "server-record", server.seal(TunnelPair.text("good day")), client);
    carry(vector, "refresh", client.nextControl().orElseThrow(), server);
    carry(vector, "refresh-reply", server.nextControl().orElseThrow(), client);
    carry(vector, "refresh-done", client.nextControl().orElseThrow(), server);
    carry(vector, "client-record-after-refresh", client.seal(TunnelPair.text("new keys")), server);
    carry(vector, "server-record-after-refresh", server.seal(TunnelPair.text("mine too")), client);
  }

  private static void carry(Vector vector, String name, byte[] record, Tunnel to) throws Exception {
    check(vector, name, record);
    to.open(record);
  }

  private static void check(Vector vector, String name, byte[] actual) {
    assertEquals(vector.text(name), Bytes.of(actual).toHex(), name);
  }

  private static TunnelIdentity identity(Bytes seed) throws Exception {
    Bytes pkcs8 = Bytes.concat(Bytes.ofHex(PKCS8_ED25519), seed);
    String body = Base64.getEncoder().encodeToString(pkcs8.toArray());
    return TunnelIdentity.ofKey(
        SigningKey.ofPkcs8Pem(
            "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n"));
  }
}
