package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.DeliveryState;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import org.junit.jupiter.api.Test;

class SendingTest {
  private final Stage stage = new Stage().signedIn();

  @Test
  void sealsUnderTheCurrentKeyAndShowsWhatTheServerConfirms() throws Exception {
    stage.sayKey(1, 30_000);

    MessageId id = stage.send("good morning");

    ClientMessage.Send send = stage.server.expect(ClientMessage.Send.class);
    assertEquals(id, send.id());
    assertEquals(1, send.number());
    assertEquals(1, send.epoch());
    assertEquals("good morning", stage.read(send));
    assertEquals(DeliveryState.WAITING, stage.lastShown(id).state());
    stage.accept(send, 1);
    assertEquals(DeliveryState.STORED, stage.lastShown(id).state());
    assertEquals(1, stage.lastShown(id).sequence().orElseThrow());
  }

  @Test
  void asksForAKeyWhenItHasNoneAndSendsWhenItComes() {
    stage.send("good morning");

    stage.server.expect(ClientMessage.NeedKey.class);
    stage.sayKey(1, 30_000);

    stage.server.expect(ClientMessage.Send.class);
  }

  @Test
  void doesNotSealUnderAnExpiredKey() {
    stage.sayKey(1, 30_000);
    stage.advance(Duration.ofSeconds(30));

    stage.send("too late for this key");

    assertTrue(stage.server.takeAll().isEmpty(), "the next one comes unasked");
    stage.sayKey(2, 30_000);
    assertEquals(2, stage.server.expect(ClientMessage.Send.class).epoch());
  }

  @Test
  void asksForAKeyThatDoesNotComeUnasked() {
    stage.sayKey(1, 30_000);
    stage.advance(Duration.ofMillis(30_500));
    stage.send("waiting");
    stage.advance(Duration.ofMillis(1_499));
    assertTrue(stage.server.takeAll().isEmpty());

    stage.advance(Duration.ofMillis(1));

    stage.server.expect(ClientMessage.NeedKey.class);
    stage.advance(Duration.ofSeconds(5));
    stage.server.expect(ClientMessage.NeedKey.class);
  }

  @Test
  void whereNoKeyIsHandedOverTheMessageWaitsQuietly() {
    MessageId id = stage.send("waiting");
    stage.server.expect(ClientMessage.NeedKey.class);
    stage.say(new ServerMessage.Refused(0, Optional.of(Stage.TALK), Reason.SUITE_NOT_ALLOWED, 0));
    stage.advance(Duration.ofMinutes(1));

    assertTrue(stage.server.takeAll().isEmpty());
    assertEquals(List.of("suite-not-allowed"), stage.problems());
    assertEquals(DeliveryState.WAITING, stage.lastShown(id).state());
  }

  @Test
  void whatAnOldKeySealedGoesAgainUnderTheNextInTheSameOrder() throws Exception {
    stage.sayKey(1, 30_000);
    stage.send("one");
    stage.send("two");
    stage.send("three");
    List<ClientMessage.Send> first = stage.sends();

    stage.sayKey(2, 30_000);
    stage.refuse(first.get(0), Reason.EPOCH_OVER);
    stage.refuse(first.get(1), Reason.OUT_OF_ORDER);
    assertTrue(stage.sends().isEmpty(), "an answer is still due");
    stage.refuse(first.get(2), Reason.OUT_OF_ORDER);

    List<ClientMessage.Send> second = stage.sends();
    assertEquals(3, second.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(first.get(i).id(), second.get(i).id());
      assertEquals(first.get(i).number(), second.get(i).number());
      assertEquals(2, second.get(i).epoch());
      assertTrue(second.get(i).counter() > 3, "a counter never comes twice");
    }
    assertEquals("two", stage.read(second.get(1)));
    assertTrue(
        stage.shown().stream().allMatch(one -> one.state() == DeliveryState.WAITING),
        "the user notices nothing");
  }

  @Test
  void anEpochThatTheServerEndedEarlySealsNoMore() {
    stage.sayKey(1, 30_000);
    stage.send("one");
    ClientMessage.Send send = stage.server.expect(ClientMessage.Send.class);

    stage.refuse(send, Reason.EPOCH_OVER);

    assertTrue(stage.sends().isEmpty());
    stage.advance(Duration.ofSeconds(2));
    stage.server.expect(ClientMessage.NeedKey.class);
  }

  @Test
  void afterAFinalRefusalTheOthersGoOnUnderItsNumber() {
    stage.sayKey(1, 30_000);
    MessageId refused = stage.send("one");
    MessageId other = stage.send("two");
    List<ClientMessage.Send> first = stage.sends();

    stage.refuse(first.get(0), Reason.QUEUE_FULL);
    stage.refuse(first.get(1), Reason.OUT_OF_ORDER);

    ClientMessage.Send again = stage.server.expect(ClientMessage.Send.class);
    assertEquals(other, again.id());
    assertEquals(1, again.number());
    assertEquals(DeliveryState.NOT_DELIVERED, stage.lastShown(refused).state());
    assertEquals(List.of("queue-full"), stage.problems());
  }

  @Test
  void aRefusedMessageIsRetriedUnderTheSameId() {
    stage.sayKey(1, 30_000);
    MessageId id = stage.send("one");
    stage.refuse(stage.server.expect(ClientMessage.Send.class), Reason.QUEUE_FULL);

    stage.session.retry(id);
    stage.loop.run();

    assertEquals(id, stage.server.expect(ClientMessage.Send.class).id());
    assertEquals(DeliveryState.WAITING, stage.lastShown(id).state());
  }

  @Test
  void tryAgainWaitsLongerEachTime() {
    stage.sayKey(1, 30_000);
    stage.send("one");
    stage.refuse(stage.server.expect(ClientMessage.Send.class), Reason.TRY_AGAIN);
    assertTrue(stage.sends().isEmpty());
    stage.advance(Duration.ofMillis(500));
    stage.refuse(stage.server.expect(ClientMessage.Send.class), Reason.TRY_AGAIN);
    stage.advance(Duration.ofMillis(999));
    assertTrue(stage.sends().isEmpty());
    stage.advance(Duration.ofMillis(1));
    stage.server.expect(ClientMessage.Send.class);
  }

  @Test
  void whatWasOnItsWayGoesAgainAfterAReconnectAndIsNeverShownAsFailed() throws Exception {
    stage.sayKey(1, 30_000);
    MessageId one = stage.send("one");
    stage.send("two");
    stage.sends();

    stage.comeBack();
    stage.sayKey(2, 30_000);

    List<ClientMessage.Send> again = stage.sends();
    assertEquals(one, again.get(0).id());
    assertEquals(List.of(1L, 2L), again.stream().map(ClientMessage.Send::number).toList());
    assertEquals("one", stage.read(again.get(0)), "sealed for the new connection");
    assertTrue(stage.shown().stream().noneMatch(m -> m.state() == DeliveryState.NOT_DELIVERED));
  }

  @Test
  void aMessageWrittenOfflineIsSentLater() {
    stage.server.setReachable(false);
    stage.server.drop();
    stage.loop.run();

    MessageId id = stage.send("from the tunnel");

    assertEquals(DeliveryState.WAITING, stage.lastShown(id).state());
    stage.server.setReachable(true);
    stage.resumed();
    stage.sayKey(5, 30_000);
    assertEquals(id, stage.sends().get(0).id());
  }

  @Test
  void aMessageThatMayHaveArrivedIsNotDiscarded() {
    stage.sayKey(1, 30_000);
    MessageId id = stage.send("one");

    stage.session.discard(id);
    stage.loop.run();

    assertEquals(List.of("still-sending"), stage.problems());
    stage.accept(stage.server.expect(ClientMessage.Send.class), 1);
    assertEquals(DeliveryState.STORED, stage.lastShown(id).state());
  }

  @Test
  void textsThatNoServerTakesAreRefusedHere() {
    stage.sayKey(1, 30_000);

    stage.send("");
    stage.send("x".repeat(48 * 1024 + 1));
    stage.send("\ud800");

    assertEquals(
        List.of("text-not-sendable", "text-not-sendable", "text-not-sendable"), stage.problems());
    assertTrue(stage.sends().isEmpty());
  }

  @Test
  void aLongestTextFits() throws Exception {
    stage.sayKey(1, 30_000);
    String text = "x".repeat(48 * 1024);

    stage.send(text);

    assertEquals(text, stage.read(stage.server.expect(ClientMessage.Send.class)));
  }

  @Test
  void whenTheOrderIsLostANewConnectionBeginsAnew() {
    stage.sayKey(1, 30_000);
    stage.send("one");
    int before = stage.server.connects();

    stage.refuse(stage.server.expect(ClientMessage.Send.class), Reason.OUT_OF_ORDER);
    stage.advance(Duration.ofSeconds(1));

    assertNotEquals(before, stage.server.connects());
  }

  @Test
  void whatWaitsInAConversationThatEndsIsGivenBack() {
    MessageId id = stage.send("never sealed");

    stage.say(Stage.conversation(ServerMessage.ConversationState.ENDED, 0));

    assertEquals(DeliveryState.NOT_DELIVERED, stage.lastShown(id).state());
  }

  @Test
  void twoHundredInARowArriveInOrderAcrossATurn() throws Exception {
    stage.sayKey(1, 30_000);
    for (int i = 0; i < 200; i++) {
      stage.send("message " + i);
    }
    int accepted = 0;
    long epoch = 1;
    while (accepted < 200) {
      List<ClientMessage.Send> batch = stage.sends();
      assertTrue(!batch.isEmpty(), "stuck at " + accepted);
      for (ClientMessage.Send send : batch) {
        if (send.number() != accepted + 1) {
          stage.refuse(send, Reason.OUT_OF_ORDER);
        } else if (accepted == 100 && epoch == 1) {
          epoch = 2;
          stage.sayKey(2, 30_000);
          stage.refuse(send, Reason.EPOCH_OVER);
        } else {
          assertEquals("message " + accepted, stage.read(send));
          stage.accept(send, ++accepted);
        }
      }
    }
  }
}
