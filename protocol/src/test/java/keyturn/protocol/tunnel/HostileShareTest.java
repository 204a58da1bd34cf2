package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.MalformedMessageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shares that lead to a secret anybody knows, or leak a key, in each of the four places. */
class HostileShareTest {
  /** RFC 7919 appendix A.2. */
  private static final BigInteger FFDHE3072_P =
      new BigInteger(
          "FFFFFFFFFFFFFFFFADF85458A2BB4A9AAFDC5620273D3CF1D8B9C583CE2D3695A9E13641146433FBCC939DCE"
              + "249B3EF97D2FE363630C75D8F681B202AEC4617AD3DF1ED5D5FD65612433F51F5F066ED0856365553DED"
              + "1AF3B557135E7F57C935984F0C70E0E68B77E2A689DAF3EFE8721DF158A136ADE73530ACCA4F483A797A"
              + "BC0AB182B324FB61D108A94BB2C8E3FBB96ADAB760D7F4681D4F42A3DE394DF4AE56EDE76372BB190B07"
              + "A7C8EE0A6D709E02FCE1CDF7E2ECC03404CD28342F619172FE9CE98583FF8E4F1232EEF28183C3FE3B1B"
              + "4C6FAD733BB5FCBC2EC22005C58EF1837D1683B2C6F34A26C1B2EFFA886B4238611FCFDCDE355B3B6519"
              + "035BBC34F4DEF99C023861B46FC9D6E6C9077AD91D2691F7F7EE598CB0FAC186D91CAEFE130985139270"
              + "B4130C93BC437944F4FD4452E2D74DD364F2E21E71F54BFF5CAE82AB9C9DF69EE86D2BC522363A0DABC5"
              + "21979B0DEADA1DBF9A42D5C4484E0ABCD06BFA53DDEF3C1B20EE3FD59D7C25E41D2B66C62E37FFFFFFFF"
              + "FFFFFFFF",
          16);

  /** The points of small order on Curve25519 and its twist, and their other encodings. */
  private static final List<String> X25519_SMALL_ORDER =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "0100000000000000000000000000000000000000000000000000000000000080",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

  static Stream<Arguments> sharesForTheServer() {
    return Arrays.stream(KeyGroup.values())
        .flatMap(group -> hostile(group, group.clientShareBytes(), true));
  }

  static Stream<Arguments> sharesForTheClient() {
    return Arrays.stream(KeyGroup.values())
        .flatMap(group -> hostile(group, group.serverShareBytes(), false));
  }

  @ParameterizedTest
  @MethodSource("sharesForTheServer")
  void inClientHello(KeyGroup group, Bytes share) throws Exception {
    ClientHello hello =
        new ClientHello(
            Bytes.of(new byte[TunnelLimits.RANDOM_BYTES]),
            List.of(CipherSuite.AES_256_GCM.code()),
            List.of(group.code()),
            group.code(),
            share);
    try (ServerHandshake server =
        ServerHandshake.start(accepting(group), TunnelPair.IDENTITY, TunnelPair.RANDOM)) {
      assertThrows(MalformedMessageException.class, () -> server.onMessage(hello.encode()));
    }
  }

  @ParameterizedTest
  @MethodSource("sharesForTheClient")
  void inServerHello(KeyGroup group, Bytes share) throws Exception {
    ServerHello hello =
        new ServerHello(
            Bytes.of(new byte[TunnelLimits.RANDOM_BYTES]),
            CipherSuite.AES_256_GCM.code(),
            30,
            group.code(),
            share);
    try (ClientHandshake client =
        ClientHandshake.start(
            ClientPolicy.only(group, CipherSuite.AES_256_GCM),
            TunnelPair.TRUSTING_ANYBODY,
            TunnelPair.RANDOM)) {
      assertThrows(MalformedMessageException.class, () -> client.onMessage(hello.encode()));
    }
  }

  @ParameterizedTest
  @MethodSource("sharesForTheServer")
  void inRefresh(KeyGroup group, Bytes share) throws Exception {
    Wiretap tap = new Wiretap();
    try (TunnelPair pair = pair(group, tap, new Wiretap());
        RecordSealer mallory = tap.keys().get(2).sealer(1)) {
      byte[] refresh = RefreshExchange.encode(MessageType.REFRESH, group, share);
      byte[] record = mallory.seal(MessageType.REFRESH, refresh);
      assertThrows(MalformedMessageException.class, () -> pair.server().open(record));
      assertTrue(pair.server().isClosed());
    }
  }

  @ParameterizedTest
  @MethodSource("sharesForTheClient")
  void inRefreshReply(KeyGroup group, Bytes share) throws Exception {
    Wiretap tap = new Wiretap();
    try (TunnelPair pair = pair(group, new Wiretap(), tap);
        RecordSealer mallory = tap.keys().get(2).sealer(1)) {
      pair.client().seal(TunnelPair.text("a"));
      pair.client().seal(TunnelPair.text("b"));
      assertTrue(pair.client().nextControl().isPresent());
      byte[] reply = RefreshExchange.encode(MessageType.REFRESH_REPLY, group, share);
      byte[] record = mallory.seal(MessageType.REFRESH_REPLY, reply);
      assertThrows(MalformedMessageException.class, () -> pair.client().open(record));
      assertTrue(pair.client().isClosed());
    }
  }

  private static TunnelPair pair(KeyGroup group, Wiretap clients, Wiretap servers)
      throws Exception {
    return TunnelPair.of(
        ClientPolicy.only(group, CipherSuite.AES_256_GCM),
        accepting(group),
        clients.parts(),
        servers.parts());
  }

  private static ServerPolicy accepting(KeyGroup group) {
    return new ServerPolicy(List.of(group), List.of(CipherSuite.AES_256_GCM), 2);
  }

  private static Stream<Arguments> hostile(KeyGroup group, int length, boolean fromClient) {
    Stream<Bytes> wrongLength =
        Stream.of(
            Bytes.of(new byte[] {4}),
            Bytes.of(new byte[length - 1]),
            Bytes.of(new byte[length + 1]));
    Stream<Bytes> wrongContent =
        switch (group) {
          case X25519 -> X25519_SMALL_ORDER.stream().map(Bytes::ofHex);
          case P256 -> p256();
          case FFDHE3072 -> ffdhe3072();
          case X25519MLKEM768 -> hybrid(fromClient);
        };
    return Stream.concat(wrongLength, wrongContent).map(share -> Arguments.of(group, share));
  }

  private static Stream<Bytes> p256() {
    byte[] good = KeyGroup.P256.offer(TunnelPair.RANDOM).share().toArray();
    byte[] offCurve = good.clone();
    offCurve[64] ^= 1;
    byte[] hybridForm = good.clone();
    hybridForm[0] = 6;
    byte[] overflow = good.clone();
    Arrays.fill(overflow, 1, 33, (byte) 0xFF);
    return Stream.of(
        Bytes.of(offCurve),
        Bytes.of(hybridForm),
        Bytes.of(overflow),
        Bytes.of(new byte[65]),
        Bytes.of((byte) 0),
        Bytes.of(Arrays.copyOf(new byte[] {4}, 65)));
  }

  private static Stream<Bytes> ffdhe3072() {
    BigInteger one = BigInteger.ONE;
    return Stream.of(
            BigInteger.ZERO,
            one,
            FFDHE3072_P.subtract(one),
            FFDHE3072_P,
            FFDHE3072_P.add(one),
            one.shiftLeft(3072).subtract(one))
        .map(HostileShareTest::element);
  }

  private static Bytes element(BigInteger value) {
    byte[] magnitude = value.toByteArray();
    byte[] element = new byte[384];
    int from = Math.max(0, magnitude.length - element.length);
    int count = magnitude.length - from;
    System.arraycopy(magnitude, from, element, element.length - count, count);
    return Bytes.of(element);
  }

  /** ML-KEM first (draft-ietf-tls-ecdhe-mlkem): its key, or ciphertext, then X25519. */
  private static Stream<Bytes> hybrid(boolean fromClient) {
    KeyGroup group = KeyGroup.X25519MLKEM768;
    Bytes good = group.offer(TunnelPair.RANDOM).share();
    int mlKemBytes = fromClient ? 1184 : 1088;
    Stream<Bytes> smallOrder =
        X25519_SMALL_ORDER.stream()
            .map(point -> Bytes.concat(good.slice(0, mlKemBytes), Bytes.ofHex(point)));
    if (!fromClient) {
      return smallOrder;
    }
    byte[] unreduced = good.toArray();
    unreduced[0] = (byte) 0xFF;
    unreduced[1] |= 0x0F;
    return Stream.concat(smallOrder, Stream.of(Bytes.of(unreduced)));
  }
}
