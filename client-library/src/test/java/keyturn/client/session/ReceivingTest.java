package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import org.junit.jupiter.api.Test;

class ReceivingTest {
  private final Stage stage = new Stage().signedIn();

  @Test
  void opensShowsAndThenAcknowledges() {
    stage.sayKey(1, 30_000);

    stage.say(Stage.fromBob(1, 1, "hello Alice"));

    StoredMessage shown = stage.shown().get(0);
    assertEquals(Optional.of("hello Alice"), shown.text());
    assertEquals("bob", shown.senderName());
    assertFalse(shown.mine());
    assertFalse(shown.late());
    assertEquals(
        List.of(new ClientMessage.Acknowledge(Stage.TALK, 1, 0)), stage.acknowledgements());
  }

  @Test
  void nothingIsShownOrAcknowledgedBeforeItIsInTheVault() {
    stage.sayKey(1, 30_000);
    stage.holdVault = true;

    stage.say(Stage.fromBob(1, 1, "hello Alice"));

    assertTrue(stage.shown().isEmpty());
    assertTrue(stage.acknowledgements().isEmpty());
    stage.holdVault = false;
    stage.heldVaultWork.forEach(Runnable::run);
    stage.loop.run();
    assertEquals(1, stage.shown().size());
    assertEquals(1, stage.acknowledgements().size());
  }

  @Test
  void aSequenceIsShownOnceHoweverOftenItComes() {
    stage.sayKey(1, 30_000);

    stage.say(Stage.fromBob(1, 1, "once"));
    stage.say(Stage.fromBob(1, 1, "once"));
    stage.comeBack();
    stage.sayKey(1, 0);
    stage.say(Stage.fromBob(1, 1, "once"));

    assertEquals(1, stage.shown().size());
    assertEquals(new ClientMessage.Acknowledge(Stage.TALK, 1, 0), stage.acknowledgements().get(0));
  }

  @Test
  void manyMessagesAreAcknowledgedTogether() {
    stage.sayKey(1, 30_000);
    for (int sequence = 1; sequence <= 20; sequence++) {
      stage.server.say(Stage.fromBob(sequence, 1, "number " + sequence));
    }
    stage.loop.run();

    assertEquals(
        List.of(new ClientMessage.Acknowledge(Stage.TALK, 20, 0)), stage.acknowledgements());
  }

  @Test
  void overTwoMinutesOldIsLate() {
    stage.sayKey(1, 30_000);

    stage.say(Stage.fromBob(1, 1, "just in time", 120_000));
    stage.say(Stage.fromBob(2, 1, "late", 120_001));

    assertEquals(List.of(false, true), stage.shown().stream().map(StoredMessage::late).toList());
  }

  @Test
  void anExpiredKeyStillOpens() {
    stage.sayKey(1, 30_000);
    stage.advance(Duration.ofSeconds(45));

    stage.say(Stage.fromBob(1, 1, "sealed in the last second"));

    assertEquals(Optional.of("sealed in the last second"), stage.shown().get(0).text());
  }

  @Test
  void anOldEpochsKeyOpensAndDoesNotSeal() {
    stage.sayKey(1, 0);
    stage.say(Stage.fromBob(1, 1, "while you were away"));
    stage.send("an answer");

    assertEquals(Optional.of("while you were away"), stage.shown().get(0).text());
    assertTrue(stage.sends().isEmpty());
  }

  @Test
  void whatDoesNotOpenIsShownAsUnreadableAndAcknowledged() {
    stage.sayKey(1, 30_000);
    ServerMessage.Deliver good = Stage.fromBob(1, 1, "hello");
    stage.say(
        new ServerMessage.Deliver(
            good.conversation(),
            good.sequence(),
            good.id(),
            good.sender(),
            // Sealed by another device than the server says.
            new DeviceId(99),
            good.connection(),
            good.epoch(),
            good.counter(),
            good.sealed(),
            good.acceptedAtMillis(),
            good.ageMillis()));

    assertEquals(Optional.empty(), stage.shown().get(0).text());
    assertEquals(1, stage.acknowledgements().get(0).delivered());
  }

  @Test
  void aMissingKeyIsAskedForOnceByANewConnection() {
    stage.say(Stage.fromBob(1, 7, "of an unknown epoch"));
    assertTrue(stage.shown().isEmpty());

    stage.resumed();
    stage.say(Stage.fromBob(1, 7, "of an unknown epoch"));

    assertEquals(Optional.empty(), stage.shown().get(0).text());
    assertEquals(1, stage.acknowledgements().get(0).delivered());
  }

  @Test
  void nothingAboveAGapIsAcknowledgedUntilTheServerWasAskedAgain() {
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "one"));
    stage.say(Stage.fromBob(3, 1, "three"));
    assertEquals(1, stage.acknowledgements().get(0).delivered());
    assertEquals(2, stage.shown().size(), "both can be read");

    stage.advance(Duration.ofSeconds(5));
    stage.resumed();
    stage.sayKey(1, 0);
    stage.say(Stage.fromBob(2, 1, "two"));

    assertTrue(
        stage.acknowledgements().stream().anyMatch(ack -> ack.delivered() == 3),
        "the gap is closed");
    assertTrue(stage.problems().isEmpty());
  }

  @Test
  void aGapThatTheServerCannotCloseIsToldAndPassed() {
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "one"));
    stage.say(Stage.fromBob(3, 1, "three"));
    stage.advance(Duration.ofSeconds(5));
    stage.resumed();
    stage.sayKey(1, 0);
    stage.say(Stage.fromBob(3, 1, "three"));
    stage.acknowledgements();

    stage.advance(Duration.ofSeconds(5));

    assertEquals(List.of("messages-missing"), stage.problems());
    assertEquals(3, stage.acknowledgements().get(0).delivered());
  }

  @Test
  void ownMessagesFillTheSequence() {
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "one"));
    stage.send("two");
    ClientMessage.Send two = stage.sends().get(0);
    stage.say(Stage.fromBob(3, 1, "three"));
    stage.accept(two, 2);

    List<ClientMessage.Acknowledge> acknowledged = stage.acknowledgements();
    assertEquals(3, acknowledged.get(acknowledged.size() - 1).delivered());
  }

  @Test
  void whatAnotherDeviceOfMineSentIsMine() {
    stage.sayKey(1, 30_000);

    stage.say(Stage.deliver(Stage.ALICE, new DeviceId(12), 1, 1, "from my phone", 20));

    StoredMessage shown = stage.shown().get(0);
    assertTrue(shown.mine());
    assertEquals("alice", shown.senderName());
  }

  @Test
  void readIsSaidOnlyWhenItIsSoAndCountsTheUnread() {
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "one"), Stage.fromBob(2, 1, "two"));
    assertEquals(0, stage.acknowledgements().get(0).read());
    assertEquals(2, lastView().unread());

    stage.session.markRead(Stage.TALK, 1);
    stage.loop.run();

    assertEquals(new ClientMessage.Acknowledge(Stage.TALK, 2, 1), stage.acknowledgements().get(0));
    assertEquals(1, lastView().unread());
  }

  @Test
  void receiptsOfTheOtherPersonsDevicesShowHowFarAMessageIs() {
    stage.sayKey(1, 30_000);
    MessageId id = stage.send("one");
    stage.accept(stage.server.expect(ClientMessage.Send.class), 1);

    stage.say(receipts(receipt(22, 1, 0), receipt(23, 0, 0)));
    assertEquals(DeliveryState.DELIVERED, stage.lastShown(id).state());
    assertEquals(1, stage.lastShown(id).delivered());

    stage.say(receipts(receipt(23, 1, 1)));
    assertEquals(DeliveryState.READ, stage.lastShown(id).state());
    assertEquals(2, stage.lastShown(id).delivered());
    assertEquals(2, stage.lastShown(id).devices());
  }

  @Test
  void aDeviceThatAppearsLaterSaysNothingAboutEarlierMessages() {
    stage.sayKey(1, 30_000);
    MessageId first = stage.send("one");
    stage.accept(stage.server.expect(ClientMessage.Send.class), 1);
    stage.comeBack();
    // Bob's other device is away; this one is new and begins after the newest message.
    stage.say(receipts(receipt(22, 0, 0), receipt(23, 1, 0)));
    assertEquals(DeliveryState.STORED, stage.lastShown(first).state());

    stage.sayKey(2, 30_000);
    MessageId second = stage.send("two");
    stage.accept(stage.sends().get(0), 2);
    stage.say(receipts(receipt(23, 2, 0)));

    assertEquals(DeliveryState.STORED, stage.lastShown(first).state());
    assertEquals(DeliveryState.DELIVERED, stage.lastShown(second).state());
    assertEquals(2, stage.lastShown(second).devices());
  }

  @Test
  void ourOwnReceiptSaysWhatTheServerHasDropped() {
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "one"));
    stage.comeBack();
    stage.say(
        receipts(new ServerMessage.Receipt(Stage.TALK, Stage.ALICE, Stage.ALICES_DEVICE, 5, 0)));

    assertEquals(List.of("messages-missing"), stage.problems());
    stage.sayKey(1, 0);
    stage.say(Stage.fromBob(6, 1, "six"));
    List<ClientMessage.Acknowledge> acknowledged = stage.acknowledgements();
    assertEquals(6, acknowledged.get(acknowledged.size() - 1).delivered());
  }

  @Test
  void whatWasReadOnAnotherDeviceOfMineIsRead() {
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "one"));
    assertEquals(1, lastView().unread());

    stage.say(receipts(new ServerMessage.Receipt(Stage.TALK, Stage.ALICE, new DeviceId(12), 1, 1)));

    assertEquals(0, lastView().unread());
  }

  @Test
  void whatDoesNotFitEndsTheConnection() {
    int before = stage.server.closedByClient().size();
    stage.say(
        new ServerMessage.ConversationKey(
            Stage.TALK, 1, CipherSuite.TDES_CBC_HS256, Stage.epoch(1).handOver(), 30_000));
    assertEquals(before + 1, stage.server.closedByClient().size());

    stage.resumed();
    stage.say(
        new ServerMessage.ConversationKey(
            new ConversationId(999), 1, Stage.SUITE, Stage.epoch(1).handOver(), 30_000));
    assertEquals(before + 2, stage.server.closedByClient().size());
  }

  @Test
  void receiptsOfMyOwnDevicesSayNothingAboutTheOther() {
    stage.sayKey(1, 30_000);
    MessageId id = stage.send("one");
    stage.accept(stage.server.expect(ClientMessage.Send.class), 1);

    stage.say(receipts(new ServerMessage.Receipt(Stage.TALK, Stage.ALICE, new DeviceId(12), 1, 1)));

    assertEquals(DeliveryState.STORED, stage.lastShown(id).state());
  }

  @Test
  void aNewKeyIsAnnouncedWithTheTimeItHas() {
    stage.sayKey(1, 30_000);
    stage.sayKey(2, 29_500);
    stage.sayKey(1, 0);

    assertEquals(
        List.of(1L, 2L),
        stage.events(ClientEvent.KeyChanged.class).stream()
            .map(ClientEvent.KeyChanged::epoch)
            .toList());
    assertEquals(
        Duration.ofMillis(29_500), stage.events(ClientEvent.KeyChanged.class).get(1).validFor());
  }

  private keyturn.client.ConversationView lastView() {
    List<ClientEvent.ConversationChanged> all = stage.events(ClientEvent.ConversationChanged.class);
    return all.get(all.size() - 1).conversation();
  }

  private static ServerMessage.Receipts receipts(ServerMessage.Receipt... receipts) {
    return new ServerMessage.Receipts(List.of(receipts));
  }

  private static ServerMessage.Receipt receipt(long device, long delivered, long read) {
    return new ServerMessage.Receipt(Stage.TALK, Stage.BOB, new DeviceId(device), delivered, read);
  }
}
