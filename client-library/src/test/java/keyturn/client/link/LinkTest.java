package keyturn.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.client.CertificateFacts;
import keyturn.client.LinkState;
import keyturn.client.ServerEnd;
import keyturn.client.TimeTravelLoop;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SigningKey;
import keyturn.protocol.CloseCode;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.ServerIdentity;
import keyturn.protocol.tunnel.ServerPolicy;
import keyturn.protocol.tunnel.TunnelIdentity;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int REFRESH_MESSAGES = 10;

  private final TimeTravelLoop loop = new TimeTravelLoop();
  private final TunnelIdentity identity = TunnelIdentity.ofKey(SigningKey.generateEd25519(RANDOM));
  private final ServerEnd server =
      new ServerEnd(
          identity,
          new ServerPolicy(
              List.of(KeyGroup.X25519), List.of(CipherSuite.AES_128_GCM), REFRESH_MESSAGES),
          RANDOM);
  private final List<String> traced = new ArrayList<>();
  private final Owner owner = new Owner();

  private Link link(Transport.Connector connector, ClientPolicy policy) {
    Link link =
        new Link(
            new Link.Parts(
                loop,
                loop.clock(),
                RANDOM,
                connector,
                policy,
                () -> presented -> {},
                Optional.of(traced::add)),
            owner);
    link.setWanted(true);
    link.start();
    loop.run();
    return link;
  }

  private Link link() {
    return link(server, ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_128_GCM));
  }

  @Test
  void tellsWhichTunnelStands() {
    link();

    assertEquals(
        new LinkState.Connected(
            KeyGroup.X25519, CipherSuite.AES_128_GCM, identity.presented().fingerprint()),
        owner.last());
  }

  @Test
  void messagesOfBothSidesPassThroughManyRefreshes() {
    Link link = link();
    for (int i = 0; i < 500; i++) {
      link.send(new ClientMessage.SetPresence(Presence.AWAY));
      loop.run();
      server.say(new ServerMessage.Welcome(RegistrationPolicy.OPEN, i + 1));
      loop.run();
    }

    assertEquals(500, server.takeAll().size());
    assertEquals(500, owner.messages.size());
    assertEquals(new ServerMessage.Welcome(RegistrationPolicy.OPEN, 500), owner.messages.get(499));
  }

  @Test
  void comesBackAfterALossWithinThirtySeconds() {
    link();
    server.drop();
    loop.run();
    LinkState.Waiting waiting = assertInstanceOf(LinkState.Waiting.class, owner.last());
    assertTrue(waiting.retryIn().compareTo(Duration.ofMillis(500)) <= 0);

    loop.advance(waiting.retryIn());

    assertInstanceOf(LinkState.Connected.class, owner.last());
    assertEquals(1, owner.disconnects);
  }

  @Test
  void keepsTryingWhileTheServerIsAwayAndAtOnceWhenAsked() {
    Link link = link();
    server.setReachable(false);
    server.drop();
    loop.advance(Duration.ofMinutes(10));
    assertInstanceOf(LinkState.Waiting.class, owner.last());
    assertTrue(server.connects() > 20, "one try in thirty seconds, or more often");
    server.setReachable(true);

    link.tryNow();
    loop.run();

    assertInstanceOf(LinkState.Connected.class, owner.last());
  }

  @Test
  void triesAtOnceWhenTheMachineWakes() {
    link();
    server.setReachable(false);
    server.drop();
    loop.advance(Duration.ofMinutes(10));
    server.setReachable(true);
    int before = server.connects();

    loop.sleep(Duration.ofHours(8));
    loop.advance(Duration.ofSeconds(5));

    assertTrue(server.connects() > before);
  }

  @Test
  void aSilentServerIsLeftThirtySecondsAfterTheLastSign() {
    link();
    loop.advance(Duration.ofSeconds(19));
    server.goSilent();
    loop.advance(Duration.ofSeconds(10));
    assertInstanceOf(LinkState.Connected.class, owner.last());

    loop.advance(Duration.ofSeconds(1));

    assertEquals(1, owner.disconnects);
  }

  @Test
  void aServerThatAnswersIsKept() {
    link();

    loop.advance(Duration.ofMinutes(30));

    assertEquals(0, owner.disconnects);
    assertEquals(1, server.connects());
  }

  @Test
  void finalCloseCodesAreFinal() {
    link();
    server.close(CloseCode.SESSION_ENDED.code());
    loop.advance(Duration.ofMinutes(10));

    assertEquals(1, server.connects());
    assertEquals(List.of(CloseCode.SESSION_ENDED), owner.sessionEnds);
    assertEquals(
        LinkState.End.REVOKED, assertInstanceOf(LinkState.Ended.class, owner.last()).end());
  }

  @Test
  void otherCloseCodesAreNot() {
    link();
    for (int code : new int[] {1001, 1006, 1013, 4413, 4429, 4500, 4503, 4999}) {
      server.close(code);
      loop.advance(Duration.ofSeconds(61));
      assertInstanceOf(LinkState.Connected.class, owner.last());
    }
  }

  @Test
  void nothingInCommonEndsItAndNamesBothLists() {
    link(server, ClientPolicy.only(KeyGroup.P256, CipherSuite.A128CBC_HS256));

    LinkState.Ended ended = assertInstanceOf(LinkState.Ended.class, owner.last());
    assertEquals(LinkState.End.INCOMPATIBLE, ended.end());
    assertTrue(ended.text().contains("A128CBC_HS256") && ended.text().contains("AES_128_GCM"));
  }

  @Test
  void aConnectionWithoutAnAnswerIsGivenUp() {
    int[] tries = {0};
    link(receiver -> tries[0]++, ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_128_GCM));

    loop.advance(Duration.ofSeconds(15));

    assertInstanceOf(LinkState.Waiting.class, owner.last());
    assertEquals(1, tries[0]);
  }

  @Test
  void aSocksProxyEndsItWithoutATry() {
    link(receiver -> receiver.onEnd(new TransportEnd.SocksRefused()), ClientPolicy.standard());

    assertEquals(
        LinkState.End.SOCKS_PROXY, assertInstanceOf(LinkState.Ended.class, owner.last()).end());
  }

  @Test
  void theTraceShowsMessagesOfBothSides() {
    Link link = link();
    link.send(new ClientMessage.SetPresence(Presence.BUSY));
    server.say(new ServerMessage.Welcome(RegistrationPolicy.OPEN, 15));
    loop.run();

    assertTrue(traced.get(0).startsWith("> SetPresence["));
    assertTrue(traced.get(1).startsWith("< Welcome["));
  }

  @Test
  void whatIsSentWithoutAConnectionIsDropped() {
    Link link = link();
    server.drop();
    loop.run();

    link.send(new ClientMessage.SetPresence(Presence.BUSY));
    loop.advance(Duration.ofSeconds(31));

    assertTrue(server.takeAll().isEmpty());
    assertFalse(owner.states.isEmpty());
  }

  /** Writes down what it is told. */
  private static final class Owner implements LinkOwner {
    final List<LinkState> states = new ArrayList<>();
    final List<ServerMessage> messages = new ArrayList<>();
    final List<CloseCode> sessionEnds = new ArrayList<>();
    int disconnects;

    LinkState last() {
      return states.get(states.size() - 1);
    }

    @Override
    public void onLink(LinkState state) {
      states.add(state);
    }

    @Override
    public void onConnected(Fingerprint server) {}

    @Override
    public void onMessage(ServerMessage message) {
      messages.add(message);
    }

    @Override
    public void onRoom() {}

    @Override
    public void onDisconnected() {
      disconnects++;
    }

    @Override
    public void onUntrusted(ServerIdentity identity, Optional<CertificateFacts> certificate) {}

    @Override
    public void onSessionEnded(CloseCode code) {
      sessionEnds.add(code);
    }

    @Override
    public int queued() {
      return 3;
    }
  }
}
