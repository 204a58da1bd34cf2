package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.account.SignInResult;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;
import keyturn.server.websocket.ConnectionFixture.End;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTest {
  private final ConnectionFixture server = new ConnectionFixture();

  @Nested
  class EveryMessageInEveryState {
    static Stream<Arguments> matrix() {
      return Arrays.stream(ConnectionState.values())
          .flatMap(
              state ->
                  ConnectionFixture.oneOfEach().stream()
                      .map(message -> Arguments.of(state, message)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void isTakenOrClosesTheConnection(ConnectionState state, ClientMessage message) {
      End end = server.in(state);
      final int attempts = server.useCases.attempts.size();
      byte[] frame =
          switch (state) {
            case AWAITING_HELLO, AWAITING_FINISHED -> MessageCodec.encode(message);
            case AWAITING_SIGN_IN, SIGNING_IN, READY, CLOSED -> end.client.seal(message);
          };
      end.client.send(frame);
      end.client.settle();
      boolean signsIn =
          message instanceof ClientMessage.SignIn
              || message instanceof ClientMessage.Resume
              || message instanceof ClientMessage.Register;
      boolean taken =
          (state == ConnectionState.AWAITING_SIGN_IN && signsIn)
              || (state == ConnectionState.READY && !signsIn);
      assertEquals(taken && signsIn ? attempts + 1 : attempts, server.useCases.attempts.size());
      assertEquals(taken && !signsIn ? List.of(message) : List.of(), server.useCases.requests);
      List<CloseCode> expected =
          switch (state) {
            case CLOSED -> List.of(CloseCode.GOING_AWAY);
            case AWAITING_HELLO, AWAITING_FINISHED, AWAITING_SIGN_IN, SIGNING_IN, READY ->
                taken ? List.of() : List.of(CloseCode.MALFORMED);
          };
      assertEquals(expected, end.transport.closes);
    }
  }

  @Nested
  class Handshake {
    @Test
    void endsInWelcomeAndNothingElse() {
      End end = server.in(ConnectionState.AWAITING_SIGN_IN);
      List<ServerMessage> received = end.client.received();
      assertEquals(1, received.size());
      assertInstanceOf(ServerMessage.Welcome.class, received.get(0));
    }

    @ParameterizedTest
    @EnumSource(
        value = ConnectionState.class,
        names = {"AWAITING_HELLO", "AWAITING_FINISHED"})
    void thatStandsStillIsClosedAfterFiveSeconds(ConnectionState state) {
      End end = server.in(state);
      passTime(Duration.ofSeconds(5));
      assertTrue(end.transport.closes.isEmpty());
      passTime(Duration.ofSeconds(1));
      assertEquals(List.of(CloseCode.SIGN_IN_TIMEOUT), end.transport.closes);
    }

    @Test
    void isNotProlongedByFramesOrPongs() {
      End end = server.in(ConnectionState.AWAITING_FINISHED);
      for (int i = 0; i < 6; i++) {
        passTime(Duration.ofSeconds(1));
        end.connection.heard();
      }
      assertEquals(List.of(CloseCode.SIGN_IN_TIMEOUT), end.transport.closes);
    }

    @ParameterizedTest
    @EnumSource(ConnectionState.class)
    void anyGarbageClosesWithOneGenericCode(ConnectionState state) {
      End end = server.in(state);
      end.client.send(new byte[] {65, 1, 2, 3});
      end.client.settle();
      assertEquals(
          List.of(state == ConnectionState.CLOSED ? CloseCode.GOING_AWAY : CloseCode.MALFORMED),
          end.transport.closes);
    }

    @Test
    void refusesTheFloodOfAStranger() {
      End end = server.open();
      for (int i = 0; i < 9; i++) {
        end.connection.receive(Bytes.of(new byte[100]));
      }
      end.client.settle();
      assertEquals(1, end.transport.closes.size());
    }
  }

  @Nested
  class SigningIn {
    @Test
    void mustBeginWithinTenSeconds() {
      End end = server.in(ConnectionState.AWAITING_SIGN_IN);
      passTime(Duration.ofSeconds(10));
      assertTrue(end.transport.closes.isEmpty());
      passTime(Duration.ofSeconds(1));
      assertEquals(List.of(CloseCode.SIGN_IN_TIMEOUT), end.transport.closes);
    }

    @Test
    void isNotTimedWhileTheServerIsBusyWithIt() {
      End end = server.in(ConnectionState.SIGNING_IN);
      passTime(Duration.ofSeconds(12));
      assertTrue(end.transport.closes.isEmpty());
    }

    @Test
    void isAnsweredWithSignedInBeforeTheUseCasesSayAnything() {
      End end = server.in(ConnectionState.SIGNING_IN);
      end.client.received();
      server.answer(ConnectionFixture.granted());
      List<ServerMessage> received = end.client.received();
      assertEquals(ConnectionFixture.DEVICE, ((ServerMessage.SignedIn) received.get(0)).device());
      assertEquals(List.of("in"), server.useCases.events);
      assertTrue(server.devices.ofDevice(ConnectionFixture.DEVICE).isPresent());
    }

    @Test
    void mayBeTriedFiveTimesOnOneConnection() {
      End end = server.in(ConnectionState.SIGNING_IN);
      for (int i = 1; i < 5; i++) {
        server.answer(new SignInResult.Refused(Reason.SIGN_IN_REFUSED));
        end.client.send(ConnectionFixture.signIn());
        assertTrue(end.transport.closes.isEmpty());
      }
      end.client.received();
      server.answer(new SignInResult.Refused(Reason.SIGN_IN_REFUSED));
      assertInstanceOf(ServerMessage.SignInRefused.class, end.client.received().get(0));
      assertEquals(List.of(CloseCode.TOO_MANY), end.transport.closes);
      assertEquals(5, server.useCases.attempts.size());
    }

    @Test
    void thatEndsAfterTheConnectionDoesMakesNoSession() {
      End end = server.in(ConnectionState.SIGNING_IN);
      end.connection.gone();
      server.threads.runAll();
      server.answer(ConnectionFixture.granted());
      assertTrue(server.devices.all().isEmpty());
      assertTrue(server.useCases.events.isEmpty());
    }

    @Test
    void takesNoLargeMessages() {
      End end = server.in(ConnectionState.AWAITING_SIGN_IN);
      end.client.send(end.client.tunnel().seal(List.of(new byte[5000])));
      end.client.settle();
      assertEquals(List.of(CloseCode.MALFORMED), end.transport.closes);
      assertTrue(server.useCases.attempts.isEmpty());
    }
  }

  @Nested
  class Devices {
    @Test
    void keepTheirNewestConnectionAndCloseTheOlder() {
      End older = server.in(ConnectionState.READY);
      End newer = server.in(ConnectionState.READY);
      older.client.settle();
      assertEquals(List.of(CloseCode.SIGNED_IN_ELSEWHERE), older.transport.closes);
      assertTrue(newer.transport.closes.isEmpty());
      Session left = server.devices.ofDevice(ConnectionFixture.DEVICE).orElseThrow();
      assertTrue(left.isOpen());
      assertEquals(1, server.devices.all().size());
      assertEquals(1, server.devices.ofUser(ConnectionFixture.granted().user()).size());
    }

    @Test
    void areForgottenWithTheirLastConnection() {
      End end = server.in(ConnectionState.READY);
      end.connection.gone();
      end.connection.gone();
      server.threads.runAll();
      assertTrue(server.devices.all().isEmpty());
      assertTrue(server.devices.ofUser(ConnectionFixture.granted().user()).isEmpty());
      assertEquals(List.of("in", "out"), server.useCases.events);
      assertEquals(0, server.door.inside());
    }
  }

  @Nested
  class Ready {
    @Test
    void handsRequestsOnInOrderThoughOneRecordHoldsSeveral() {
      End end = server.in(ConnectionState.READY);
      List<ClientMessage> asked = new ArrayList<>();
      for (int i = 1; i <= 60; i += 2) {
        ClientMessage first = open(i);
        ClientMessage second = open(i + 1);
        asked.addAll(List.of(first, second));
        end.client.send(first, second);
      }
      assertEquals(asked, server.useCases.requests);
    }

    @Test
    void stopsServingWhoDoesNotReadAndGoesOnWhenHeDoes() {
      End end = server.in(ConnectionState.READY);
      Session session = server.useCases.sessions.get(0);
      for (int i = 0; i < 250; i++) {
        session.push(new ServerMessage.People(List.of()));
      }
      server.threads.runAll();
      while (session.hasRoom()) {
        session.push(new ServerMessage.People(List.of()));
      }
      end.client.send(open(1), open(2));
      assertTrue(server.useCases.requests.isEmpty());
      end.client.settle();
      assertEquals(List.of(open(1), open(2)), server.useCases.requests);
    }

    @Test
    void aSessionThatEndsWhileItsRequestsWaitIsStillSignedOut() {
      End end = server.in(ConnectionState.READY);
      Session session = server.useCases.sessions.get(0);
      session.push(new ServerMessage.People(List.of()));
      server.threads.runAll();
      while (session.hasRoom()) {
        session.push(new ServerMessage.People(List.of()));
      }
      end.client.send(open(1));
      end.connection.gone();
      server.threads.runAll();
      assertEquals(List.of("in", "out"), server.useCases.events);
      assertFalse(session.isOpen());
    }

    @Test
    void doesNothingMoreForASessionThatWasClosed() {
      End end = server.in(ConnectionState.READY);
      server.useCases.sessions.get(0).close(SessionEnd.REVOKED);
      end.client.send(open(1));
      end.client.settle();
      assertTrue(server.useCases.requests.isEmpty());
      assertEquals(List.of(CloseCode.SESSION_ENDED), end.transport.closes);
    }

    @Test
    void closesWhoSendsFasterThanHeIsServed() {
      End end = server.in(ConnectionState.READY);
      for (int i = 0; i <= ConnectionLimits.STANDARD.inboundFrames(); i++) {
        end.connection.receive(Bytes.of(end.client.seal(open(i + 1))));
      }
      end.client.settle();
      assertEquals(List.of(CloseCode.TOO_MANY), end.transport.closes);
    }

    @Test
    void closesWhoReplaysARecord() {
      End end = server.in(ConnectionState.READY);
      byte[] record = end.client.seal(open(1));
      end.client.send(record);
      end.client.send(record);
      end.client.settle();
      assertEquals(List.of(open(1)), server.useCases.requests);
      assertEquals(List.of(CloseCode.MALFORMED), end.transport.closes);
    }

    @Test
    void refreshesUnderTraffic() {
      End end = server.in(ConnectionState.READY);
      for (int i = 1; i <= 100; i++) {
        Optional<byte[]> control = end.client.tunnel().nextControl();
        while (control.isPresent()) {
          end.client.send(control.get());
          end.client.received();
          control = end.client.tunnel().nextControl();
        }
        end.client.send(open(i));
        server.useCases.sessions.get(0).push(new ServerMessage.People(List.of()));
        end.client.received();
      }
      assertTrue(end.client.tunnel().refreshes() >= 5);
      assertEquals(100, server.useCases.requests.size());
      assertTrue(end.transport.closes.isEmpty());
    }

    @Test
    void closesWhoDoesNotRefresh() {
      End end = server.in(ConnectionState.READY);
      for (int i = 1; i <= 40; i++) {
        end.client.send(open(i));
      }
      for (int i = 0; i < 32; i++) {
        end.connection.heard();
        passTime(Duration.ofSeconds(1));
      }
      end.client.settle();
      assertEquals(List.of(CloseCode.MALFORMED), end.transport.closes);
    }
  }

  @Nested
  class Arrival {
    @Test
    void keepsRequestsWaitingUntilAllIsTold() {
      server.useCases.slowToArrive = true;
      End end = server.in(ConnectionState.READY);
      end.client.send(open(1));
      assertTrue(server.useCases.requests.isEmpty());
      server.useCases.arrivals.get(0).run();
      server.threads.runAll();
      assertEquals(List.of(open(1)), server.useCases.requests);
    }

    @Test
    void isOverBeforeTheSessionSignsOut() {
      server.useCases.slowToArrive = true;
      End end = server.in(ConnectionState.READY);
      end.client.send(open(1));
      end.connection.gone();
      server.threads.runAll();
      assertEquals(List.of("in"), server.useCases.events);
      server.useCases.arrivals.get(0).run();
      server.threads.runAll();
      assertEquals(List.of("in", "out"), server.useCases.events);
    }
  }

  @Nested
  class Silence {
    @Test
    void isAskedAfterFifteenSecondsAndDeadAfterFortyFive() {
      End end = server.in(ConnectionState.READY);
      for (int i = 0; i < 46; i++) {
        passTime(Duration.ofSeconds(1));
      }
      assertEquals(2, end.transport.pings);
      assertEquals(List.of(CloseCode.DEAD_PEER), end.transport.closes);
    }

    @Test
    void isNotBrokenByWhatTheServerSends() {
      End end = server.in(ConnectionState.READY);
      for (int i = 0; i < 46; i++) {
        passTime(Duration.ofSeconds(1));
        if (end.connection.state() == ConnectionState.READY) {
          server.useCases.sessions.get(0).push(new ServerMessage.People(List.of()));
          end.client.settle();
        }
      }
      end.client.settle();
      assertEquals(List.of(CloseCode.DEAD_PEER), end.transport.closes);
    }

    @Test
    void isBrokenByAPong() {
      End end = server.in(ConnectionState.READY);
      for (int i = 0; i < 300; i++) {
        passTime(Duration.ofSeconds(1));
        if (i % 40 == 0) {
          end.connection.heard();
        }
      }
      assertTrue(end.transport.closes.isEmpty());
    }
  }

  @Nested
  class Door {
    @Test
    void turnsAwayTheFourthFromOneAddress() {
      for (int i = 0; i < 3; i++) {
        server.open();
      }
      RecordingTransport fourth = new RecordingTransport();
      assertTrue(server.connections.connect(ConnectionFixture.ADDRESS, fourth).isEmpty());
      assertEquals(List.of(CloseCode.TOO_MANY), fourth.closes);
    }

    @Test
    void letsInAgainWhenOneHasLeft() {
      End first = server.open();
      server.open();
      server.open();
      first.connection.gone();
      server.threads.runAll();
      assertEquals(FrontDoor.Answer.WELCOME, server.door.knock(ConnectionFixture.ADDRESS));
    }

    @Test
    void letsNobodyInWhenTheServerIsNotOpen() {
      server.door.close();
      RecordingTransport early = new RecordingTransport();
      assertTrue(server.connections.connect(ConnectionFixture.ADDRESS, early).isEmpty());
      assertEquals(List.of(CloseCode.GOING_AWAY), early.closes);
    }
  }

  private void passTime(Duration time) {
    server.time.pass(time);
    server.connections.tick();
    server.threads.runAll();
  }

  private static ClientMessage open(int request) {
    return new ClientMessage.OpenConversation(request, "bob", Optional.empty());
  }
}
