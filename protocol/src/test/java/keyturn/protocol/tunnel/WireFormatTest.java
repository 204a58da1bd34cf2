package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every decoder takes exactly what the specification says, and refuses before it allocates. */
class WireFormatTest {
  private static final Bytes RANDOM = Bytes.of(new byte[TunnelLimits.RANDOM_BYTES]);

  /** Decodes and encodes again. */
  interface RoundTrip {
    byte[] of(byte[] message) throws ProtocolException;
  }

  static Stream<Arguments> messages() {
    Bytes share = Bytes.of((byte) 1, (byte) 2);
    return Stream.of(
        message(
            new ClientHello(RANDOM, List.of(1, 2), List.of(29, 23), 29, share).encode(),
            m -> ClientHello.decode(m).encode()),
        message(
            new ServerHello(RANDOM, 1, 30, 29, share).encode(),
            m -> ServerHello.decode(m).encode()),
        message(new Retry(1, 23).encode(), m -> Retry.decode(m).encode()),
        message(
            new Alert.NoCommonSuite(List.of(29), List.of(1, 2)).encode(),
            m -> Alert.decode(m).encode()),
        message(new Alert.UnsupportedVersion(1).encode(), m -> Alert.decode(m).encode()),
        message(
            IdentityMessage.encode(new ServerIdentity(share, List.of(share, share))),
            m -> IdentityMessage.encode(IdentityMessage.decode(m))),
        message(
            new CertificateVerify(7, share).encode(), m -> CertificateVerify.decode(m).encode()),
        message(new Finished(RANDOM).encode(), m -> Finished.decode(m).encode()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void roundTrips(byte[] message, RoundTrip codec) throws Exception {
    assertArrayEquals(message, codec.of(message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void truncatedAndExtendedMessagesAreRefused(byte[] message, RoundTrip codec) {
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      assertThrows(MalformedMessageException.class, () -> codec.of(cut));
      if (length >= 4) {
        byte[] cutConsistently = withBodyLength(cut, length - 4);
        assertThrows(MalformedMessageException.class, () -> codec.of(cutConsistently));
      }
    }
    byte[] longer = Arrays.copyOf(message, message.length + 1);
    assertThrows(MalformedMessageException.class, () -> codec.of(longer));
    byte[] extension = withBodyLength(longer, longer.length - 4);
    assertThrows(MalformedMessageException.class, () -> codec.of(extension));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void mutationsAreRefusedOrAreOtherMessages(byte[] message, RoundTrip codec) {
    for (byte[] mutation : Mutations.bitFlips(message)) {
      try {
        assertArrayEquals(mutation, codec.of(mutation));
      } catch (ProtocolException e) {
        assertNotNull(e.getMessage());
      }
    }
  }

  @Test
  void claimedLengthsAreRefusedBeforeAllocation() {
    for (MessageType type : MessageType.values()) {
      byte[] huge = {(byte) type.code(), (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0};
      assertThrows(MalformedMessageException.class, () -> WireReader.ofMessage(type, huge));
    }
    byte[] share = new WireWriter().bytes(RANDOM).u16(0xFFFF).toArray();
    assertThrows(
        MalformedMessageException.class,
        () -> new WireReader("x", share).bytes("share", 0xFFFF, 1, 2048));
    byte[] codes = new byte[511];
    codes[0] = (byte) 255;
    assertThrows(
        MalformedMessageException.class, () -> new WireReader("x", codes).codes("list", 32));
  }

  @Test
  void listsAreNotEmptyAndNameNothingTwice() {
    for (List<Integer> bad : List.of(List.<Integer>of(), List.of(1, 2, 1))) {
      byte[] message = new ClientHello(RANDOM, bad, List.of(29), 29, RANDOM).encode();
      assertThrows(MalformedMessageException.class, () -> ClientHello.decode(message));
    }
  }

  @Test
  void refreshCountsOutsideTheRangeAreRefused() {
    for (int count : new int[] {0, 1, 10_001, 0xFFFF}) {
      byte[] message = new ServerHello(RANDOM, 1, count, 29, RANDOM).encode();
      assertThrows(MalformedMessageException.class, () -> ServerHello.decode(message));
    }
  }

  @Test
  void applicationRecordsAreSplitExactly() throws Exception {
    byte[] plaintext = ApplicationRecord.join(TunnelPair.text("a", "bc"));
    assertEquals(List.of("a", "bc"), TunnelPair.texts(ApplicationRecord.split(plaintext)));
    for (byte[] bad :
        List.of(
            new byte[0],
            new byte[] {0, 0},
            new byte[] {0, 0, 0},
            new byte[] {0, 0, 2, 1},
            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1},
            new byte[] {0, 0, 1, 7, 0},
            new byte[] {0, 0, 1, 7, 0, 0, 0})) {
      assertThrows(MalformedMessageException.class, () -> ApplicationRecord.split(bad));
    }
  }

  @Test
  void flightsAreSplitExactly() {
    byte[] finished = new Finished(RANDOM).encode();
    byte[] claimsMore = finished.clone();
    claimsMore[1] = (byte) 0xFF;
    assertThrows(
        MalformedMessageException.class, () -> Flight.split(claimsMore, MessageType.FINISHED));
    assertThrows(
        MalformedMessageException.class,
        () -> Flight.split(Arrays.copyOf(finished, 3), MessageType.FINISHED));
    assertThrows(
        UnexpectedMessageException.class,
        () -> Flight.split(Arrays.copyOf(finished, 37), MessageType.FINISHED));
  }

  @Test
  void oversizedHellosAreRefused() {
    byte[] clientHello = new byte[TunnelLimits.MAX_HELLO_BYTES + 1];
    clientHello[0] = (byte) MessageType.CLIENT_HELLO.code();
    ServerHandshake server =
        ServerHandshake.start(
            new ServerPolicy(
                ClientPolicy.standard().groups(), ClientPolicy.standard().suites(), 30),
            TunnelPair.IDENTITY,
            TunnelPair.RANDOM);
    assertThrows(MalformedMessageException.class, () -> server.onMessage(clientHello));
    byte[] serverHello = clientHello.clone();
    serverHello[0] = (byte) MessageType.SERVER_HELLO.code();
    ClientHandshake client =
        ClientHandshake.start(
            ClientPolicy.standard(), TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM);
    assertThrows(MalformedMessageException.class, () -> client.onMessage(serverHello));
  }

  private static Arguments message(byte[] encoded, RoundTrip codec) {
    return Arguments.of(encoded, codec);
  }

  private static byte[] withBodyLength(byte[] message, int length) {
    byte[] changed = message.clone();
    changed[1] = (byte) (length >>> 16);
    changed[2] = (byte) (length >>> 8);
    changed[3] = (byte) length;
    return changed;
  }
}
