package keyturn.protocol.tunnel;

import static keyturn.crypto.KeyGroup.FFDHE3072;
import static keyturn.crypto.KeyGroup.P256;
import static keyturn.crypto.KeyGroup.X25519;
import static keyturn.crypto.KeyGroup.X25519MLKEM768;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.function.UnaryOperator;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import keyturn.protocol.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

/** Mallory changes each field of ClientHello, Retry and ServerHello; no tunnel comes of it. */
class DowngradeTest {
  private static final ServerPolicy WITH_RETRY = Mallory.accepting(P256, X25519);
  private static final ClientPolicy X25519_FIRST = Mallory.offering(X25519, P256);
  private static final ServerPolicy WITHOUT_RETRY = Mallory.accepting(X25519, P256);

  @Test
  void unchangedItEstablishesWithAndWithoutRetry() throws Exception {
    for (ServerPolicy server : List.of(WITH_RETRY, WITHOUT_RETRY)) {
      Mallory honest = new Mallory(X25519_FIRST, server);
      honest.carry(Mallory.Change.none());
      assertTrue(honest.clientTunnel().isPresent());
      assertTrue(honest.serverTunnel().isPresent());
    }
  }

  @Test
  void strippedSuitesAreNoticed() {
    changesClientHello(
        hello -> copy(hello, List.of(CipherSuite.A128CBC_HS256.code()), hello.groups()));
  }

  @Test
  void addedTripleDesIsNoticed() {
    changesClientHello(
        hello ->
            copy(
                hello,
                List.of(CipherSuite.TDES_CBC_HS256.code(), CipherSuite.AES_256_GCM.code()),
                hello.groups()));
  }

  @Test
  void reorderedSuitesAreNoticed() {
    changesClientHello(
        hello ->
            copy(hello, List.of(hello.suites().get(1), hello.suites().get(0)), hello.groups()));
  }

  @Test
  void strippedGroupsAreNoticed() {
    changesClientHello(hello -> copy(hello, hello.suites(), List.of(X25519.code())));
  }

  @Test
  void addedGroupIsNoticed() {
    changesClientHello(
        hello ->
            copy(hello, hello.suites(), List.of(X25519.code(), P256.code(), FFDHE3072.code())));
  }

  @Test
  void changedRandomIsNoticed() {
    changesClientHello(
        hello ->
            new ClientHello(
                Bytes.of(new byte[32]),
                hello.suites(),
                hello.groups(),
                hello.shareGroup(),
                hello.share()));
  }

  @Test
  void replacedShareIsNoticed() {
    Bytes mallorys = X25519.offer(TunnelPair.RANDOM).share();
    changesClientHello(hello -> hello.withShare(X25519.code(), mallorys));
  }

  @Test
  void anotherVersionIsRefused() {
    UnaryOperator<byte[]> otherVersion =
        message -> {
          message[5] = 0;
          return message;
        };
    assertThrows(
        UnsupportedVersionException.class,
        () -> carry(WITHOUT_RETRY, Mallory.Direction.TO_SERVER, 0, otherVersion));
    assertThrows(
        UnsupportedVersionException.class,
        () -> carry(WITHOUT_RETRY, Mallory.Direction.TO_CLIENT, 0, otherVersion));
    assertThrows(
        UnsupportedVersionException.class,
        () -> carry(WITH_RETRY, Mallory.Direction.TO_CLIENT, 0, otherVersion));
  }

  @Test
  void everyFieldOfServerHelloIsBound() {
    changesServerHello(hello -> serverHello(hello, new byte[32], hello.suite(), hello.group()));
    changesServerHello(
        hello ->
            serverHello(
                hello, hello.random().toArray(), CipherSuite.A128CBC_HS256.code(), hello.group()));
    changesServerHello(
        hello ->
            serverHello(
                hello, hello.random().toArray(), CipherSuite.TDES_CBC_HS256.code(), hello.group()));
    changesServerHello(
        hello -> serverHello(hello, hello.random().toArray(), hello.suite(), P256.code()));
    changesServerHello(
        hello ->
            new ServerHello(hello.random(), hello.suite(), 10_000, hello.group(), hello.share()));
  }

  @Test
  void everyBitOfEveryMessageIsBound() {
    everyBitOfEveryMessage(WITHOUT_RETRY, 2);
    everyBitOfEveryMessage(WITH_RETRY, 3);
  }

  /** The server's share is fresh: what a client said once is worth nothing the next time. */
  @Test
  void replayedHandshakeGetsNowhere() throws Exception {
    ClientHandshake client = client(X25519_FIRST);
    byte[] hello = client.hello();
    ServerHandshake first =
        ServerHandshake.start(WITHOUT_RETRY, TunnelPair.IDENTITY, TunnelPair.RANDOM);
    List<Bytes> answer = first.onMessage(hello).toSend();
    client.onMessage(answer.get(0).toArray());
    byte[] finished = client.onMessage(answer.get(1).toArray()).toSend().get(0).toArray();
    assertTrue(first.onMessage(finished).established().isPresent());

    ServerHandshake again =
        ServerHandshake.start(WITHOUT_RETRY, TunnelPair.IDENTITY, TunnelPair.RANDOM);
    List<Bytes> secondAnswer = again.onMessage(hello).toSend();
    assertFalse(
        ServerHello.decode(secondAnswer.get(0).toArray())
            .share()
            .equals(ServerHello.decode(answer.get(0).toArray()).share()));
    assertThrows(AuthenticationFailedException.class, () -> again.onMessage(finished));
  }

  @Test
  void retryLoopIsRefused() {
    byte[] first = new Retry(suite(), P256.code()).encode();
    byte[] second = new Retry(suite(), X25519MLKEM768.code()).encode();
    ClientHandshake client = client(Mallory.offering(X25519, P256, X25519MLKEM768));
    assertThrows(
        UnexpectedMessageException.class,
        () -> {
          client.onMessage(first);
          client.onMessage(second);
        });
    ClientHandshake sameAgain = client(X25519_FIRST);
    assertThrows(
        UnexpectedMessageException.class,
        () -> {
          sameAgain.onMessage(first);
          sameAgain.onMessage(first);
        });
  }

  @Test
  void retryForTheGroupAlreadySentIsRefused() {
    assertThrows(
        UnexpectedMessageException.class,
        () -> client(X25519_FIRST).onMessage(new Retry(suite(), X25519.code()).encode()));
  }

  @Test
  void retryForWhatWasNotOfferedIsRefused() {
    assertThrows(
        UnexpectedMessageException.class,
        () -> client(X25519_FIRST).onMessage(new Retry(suite(), FFDHE3072.code()).encode()));
    int tripleDes = CipherSuite.TDES_CBC_HS256.code();
    assertThrows(
        UnexpectedMessageException.class,
        () -> client(X25519_FIRST).onMessage(new Retry(tripleDes, P256.code()).encode()));
  }

  /** He asks for a weaker group in the server's name and hides it from the server. */
  @Test
  void forgedRetryToAWeakerGroupIsNoticed() throws Exception {
    ClientPolicy offered = Mallory.offering(X25519MLKEM768, X25519);
    ServerPolicy accepted = Mallory.accepting(X25519MLKEM768, X25519);
    ClientHandshake client = client(offered);
    byte[] forged = new Retry(suite(), X25519.code()).encode();
    byte[] weaker = client.onMessage(forged).toSend().get(0).toArray();
    ServerHandshake server =
        ServerHandshake.start(accepted, TunnelPair.IDENTITY, TunnelPair.RANDOM);
    assertThrows(ProtocolException.class, () -> server.onMessage(weaker));

    ClientHello hello = ClientHello.decode(weaker);
    byte[] asIfFirst =
        new ClientHello(
                hello.random(),
                hello.suites(),
                List.of(X25519.code()),
                X25519.code(),
                hello.share())
            .encode();
    HandshakeStep answer =
        ServerHandshake.start(accepted, TunnelPair.IDENTITY, TunnelPair.RANDOM)
            .onMessage(asIfFirst);
    client.onMessage(answer.toSend().get(0).toArray());
    assertThrows(
        AuthenticationFailedException.class,
        () -> client.onMessage(answer.toSend().get(1).toArray()));
  }

  @Test
  void weakerServerHelloAfterRetryIsRefused() throws Exception {
    int weakerSuite = CipherSuite.A128CBC_HS256.code();
    for (ServerHello weaker :
        List.of(
            new ServerHello(random(), weakerSuite, 30, P256.code(), share(P256)),
            new ServerHello(random(), suite(), 30, X25519.code(), share(X25519)))) {
      ClientHandshake client = client(X25519_FIRST);
      client.onMessage(new Retry(suite(), P256.code()).encode());
      assertThrows(UnexpectedMessageException.class, () -> client.onMessage(weaker.encode()));
    }
  }

  @Test
  void secondClientHelloMustBeTheSameOffer() throws Exception {
    List<UnaryOperator<ClientHello>> changes =
        List.of(
            hello -> copy(hello, List.of(suite()), hello.groups()),
            hello -> copy(hello, hello.suites(), List.of(X25519.code())),
            hello ->
                new ClientHello(
                    random(), hello.suites(), hello.groups(), hello.shareGroup(), hello.share()),
            hello -> hello.withShare(X25519.code(), share(X25519)));
    for (UnaryOperator<ClientHello> change : changes) {
      assertThrows(
          UnexpectedMessageException.class,
          () ->
              carry(
                  WITH_RETRY,
                  Mallory.Direction.TO_SERVER,
                  1,
                  message -> change.apply(decode(message)).encode()));
    }
  }

  private static void everyBitOfEveryMessage(ServerPolicy policy, int messagesEachWay) {
    for (Mallory.Direction direction : Mallory.Direction.values()) {
      for (int number = 0; number < messagesEachWay; number++) {
        everyBit(policy, direction, number);
      }
    }
  }

  private static void everyBit(ServerPolicy policy, Mallory.Direction direction, int number) {
    int bits = 8;
    // Retries and sealed messages: every byte, each time another bit; mutations of records are
    // RecordAttackTest's.
    int step = policy.equals(WITHOUT_RETRY) && number == 0 ? 1 : 7;
    for (int bit = 0; bit < bits; bit += step) {
      int flipped = bit;
      int[] length = new int[1];
      Mallory mallory = new Mallory(X25519_FIRST, policy);
      try {
        mallory.carry(
            Mallory.Change.of(
                direction,
                number,
                message -> {
                  length[0] = message.length;
                  message[flipped / 8] ^= (byte) (1 << (flipped % 8));
                  return message;
                }));
        fail(direction + " message " + number + " bit " + bit + " went unnoticed");
      } catch (ProtocolException | AuthenticationFailedException e) {
        boolean clientsLast = direction == Mallory.Direction.TO_SERVER && length[0] < 64;
        assertEquals(clientsLast, mallory.clientTunnel().isPresent());
        assertFalse(mallory.serverTunnel().isPresent());
      } catch (UntrustedServerException e) {
        fail("everybody is trusted here", e);
      }
      bits = length[0] * 8;
    }
  }

  private static void changesClientHello(UnaryOperator<ClientHello> change) {
    for (ServerPolicy policy : List.of(WITHOUT_RETRY, WITH_RETRY)) {
      noTunnel(policy, Mallory.Direction.TO_SERVER, 0, m -> change.apply(decode(m)).encode());
    }
  }

  private static void changesServerHello(UnaryOperator<ServerHello> change) {
    noTunnel(
        WITHOUT_RETRY,
        Mallory.Direction.TO_CLIENT,
        0,
        message -> {
          try {
            return change.apply(ServerHello.decode(message)).encode();
          } catch (ProtocolException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void noTunnel(
      ServerPolicy policy, Mallory.Direction direction, int number, UnaryOperator<byte[]> how) {
    Mallory mallory = new Mallory(X25519_FIRST, policy);
    Exception refusal =
        assertThrows(
            Exception.class, () -> mallory.carry(Mallory.Change.of(direction, number, how)));
    assertTrue(
        refusal instanceof ProtocolException || refusal instanceof AuthenticationFailedException,
        () -> "refused with " + refusal);
    assertFalse(mallory.clientTunnel().isPresent());
    assertFalse(mallory.serverTunnel().isPresent());
  }

  private static void carry(
      ServerPolicy policy, Mallory.Direction direction, int number, UnaryOperator<byte[]> how)
      throws Exception {
    new Mallory(X25519_FIRST, policy).carry(Mallory.Change.of(direction, number, how));
  }

  private static ClientHandshake client(ClientPolicy offered) {
    return ClientHandshake.start(offered, TunnelPair.TRUSTING_ANYBODY, TunnelPair.RANDOM);
  }

  private static ClientHello decode(byte[] message) {
    try {
      return ClientHello.decode(message);
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClientHello copy(ClientHello hello, List<Integer> suites, List<Integer> groups) {
    return new ClientHello(hello.random(), suites, groups, hello.shareGroup(), hello.share());
  }

  private static ServerHello serverHello(ServerHello hello, byte[] random, int suite, int group) {
    return new ServerHello(Bytes.of(random), suite, hello.refreshMessages(), group, hello.share());
  }

  private static Bytes random() {
    return Bytes.of(new byte[TunnelLimits.RANDOM_BYTES]);
  }

  private static Bytes share(KeyGroup group) {
    return group.offer(TunnelPair.RANDOM).share();
  }

  private static int suite() {
    return CipherSuite.AES_256_GCM.code();
  }
}
