package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.protocol.message.ServerMessage.Receipts;
import org.junit.jupiter.api.Test;

class DeliveryTest extends NodeFixture {
  @Test
  void messagesReachTheOtherInOrderAndOnlyTheOther() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    for (int i = 1; i <= 100; i++) {
      a.say(conversation, "m" + i);
    }
    assertEquals(numbered(1, 100), b.texts(100));
    assertEquals(upTo(100), b.sequences(100));
    assertEquals(upTo(100), accepted(a, 100).stream().map(AcceptedSend::sequence).toList());
    assertTrue(a.session().all(Deliver.class).isEmpty());
  }

  @Test
  void everyConversationSuiteCarriesMessages() {
    int at = 0;
    for (CipherSuite suite : TestNode.POLICY.suites()) {
      String name = "friend" + at++;
      TestClient b = node.signIn(people.device(name));
      TestClient a = node.signIn(people.device("alice"));
      ConversationId conversation = a.talkTo(name, Optional.of(suite));
      a.say(conversation, "hello");
      assertEquals(List.of("hello"), b.texts(1), suite.name());
    }
  }

  @Test
  void everyOtherDeviceOfBothGetsEachMessageOnce() {
    TestPeople.Device alicesLaptop = people.device("alice");
    TestPeople.Device bobsLaptop = people.device("bob");
    List<TestClient> others =
        List.of(node.signIn(alicesLaptop), node.signIn(bob), node.signIn(bobsLaptop));
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    for (int i = 1; i <= 20; i++) {
      a.say(conversation, "m" + i);
    }
    for (TestClient other : others) {
      assertEquals(numbered(1, 20), other.texts(20));
    }
    others.get(1).say(conversation, "answer");
    assertEquals(List.of("answer"), a.texts(1));
    assertEquals(21, others.get(0).texts(21).size());
    assertEquals(20, others.get(1).session().all(Deliver.class).size());
  }

  @Test
  void manySendersAtOnceKeepTheirOwnOrderInOneGaplessSequence() throws InterruptedException {
    TestClient watcher = node.signIn(people.device("bob"));
    List<TestClient> senders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      senders.add(node.signIn(people.device("alice")));
    }
    ConversationId conversation = senders.get(0).talkTo("bob");
    List<Thread> threads = new ArrayList<>();
    for (TestClient sender : senders) {
      sender.needKey(conversation);
      sender.session().await(ConversationKey.class, 1);
      Thread thread =
          new Thread(
              () -> {
                for (int i = 1; i <= 50; i++) {
                  sender.say(conversation, "m" + i);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<Deliver> delivered = watcher.session().await(Deliver.class, 200);
    assertEquals(upTo(200), delivered.stream().map(Deliver::sequence).toList());
    List<String> texts = watcher.texts(200);
    Map<Object, List<String>> bySender = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      bySender
          .computeIfAbsent(delivered.get(i).senderDevice(), its -> new ArrayList<>())
          .add(texts.get(i));
    }
    assertEquals(4, bySender.size());
    bySender.values().forEach(its -> assertEquals(numbered(1, 50), its));
  }

  @Test
  void aRetryOnANewConnectionGetsTheSameSequenceAndIsNotDeliveredAgain() {
    TestClient b = node.signIn(bob);
    TestClient first = node.signIn(alice);
    ConversationId conversation = first.talkTo("bob");
    Send send = first.say(conversation, "once");
    assertEquals(1, accepted(first, 1).get(0).sequence());
    first.signOut();

    TestClient again = node.signIn(alice);
    again.needKey(conversation);
    again.session().await(ConversationKey.class, 1);
    again.send(
        again.sealed(
            conversation,
            again.newest(conversation),
            again.nextNumber(conversation),
            send.id(),
            "once"));
    assertEquals(1, accepted(again, 1).get(0).sequence());
    again.say(conversation, "twice");
    assertEquals(2, accepted(again, 2).get(1).sequence());
    assertEquals(List.of("once", "twice"), b.texts(2));
  }

  @Test
  void whatDoesNotOpenUnderTheSessionIsRefusedAndHoldsUpOnlyItsOwnLane() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    b.needKey(conversation);
    b.session().await(ConversationKey.class, 1);
    Send recorded = b.sealed(conversation, b.newest(conversation), 1, "bob's words");
    a.send(recorded);
    a.send(a.sealed(conversation, a.newest(conversation), 2, "after"));
    assertEquals(List.of(Reason.NOT_ACCEPTED, Reason.OUT_OF_ORDER), refusals(a, 2));
    b.send(recorded);
    assertEquals(List.of("bob's words"), a.texts(1));
    Send good = a.sealed(conversation, a.newest(conversation), 1, "mine");
    a.send(good);
    assertEquals(List.of("mine"), b.texts(1));
    Send replay =
        new Send(
            conversation,
            MessageId.random(TestNode.RANDOM),
            2,
            good.epoch(),
            good.counter(),
            good.sealed());
    a.send(replay);
    assertEquals(Reason.NOT_ACCEPTED, refusals(a, 3).get(2));
  }

  @Test
  void fiveHundredWaitForAnOfflineDeviceAndNeverOverflowItsQueue() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    for (int i = 1; i <= 500; i++) {
      a.say(conversation, "m" + i);
    }
    accepted(a, 500);
    FakeSession slow =
        new FakeSession(
            bob.user(), bob.id(), ConnectionId.random(TestNode.RANDOM), CipherSuite.AES_256_GCM);
    slow.stall();
    TestClient b = node.join(slow);
    while (slow.all(Deliver.class).size() < 500) {
      slow.drainOnce();
      Thread.onSpinWait();
    }
    assertEquals(0, slow.overflows());
    assertEquals(upTo(500), b.sequences(500));
    assertEquals(numbered(1, 500), b.texts(500));
  }

  @Test
  void aStalledDeviceGetsWhatItMissedInOrderOnceItReads() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    b.session().stall();
    for (int i = 2; i <= 300; i++) {
      a.say(conversation, "m" + i);
    }
    accepted(a, 300);
    while (b.session().all(Deliver.class).size() < 300) {
      b.session().drainOnce();
      Thread.onSpinWait();
    }
    assertEquals(0, b.session().overflows());
    assertEquals(numbered(1, 300), b.texts(300));
  }

  @Test
  void signInTellsConversationsThenReceiptsThenKeyThenWhatWaits() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "waiting");
    accepted(a, 1);
    TestClient b = node.signIn(bob);
    b.texts(1);
    List<Class<?>> kinds = new ArrayList<>();
    for (ServerMessage message : b.session().all()) {
      kinds.add(message.getClass());
    }
    assertEquals(
        List.of(Conversation.class, Receipts.class, ConversationKey.class, Deliver.class), kinds);
    Receipts receipts = b.session().all(Receipts.class).get(0);
    assertTrue(receipts.receipts().contains(new Receipt(conversation, bob.user(), bob.id(), 0, 0)));
    assertTrue(
        receipts.receipts().contains(new Receipt(conversation, alice.user(), alice.id(), 1, 0)));
  }

  @Test
  void aNewDeviceStartsAtTheNewestMessage() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "before");
    accepted(a, 1);
    TestClient laptop = node.signIn(people.device("bob"));
    laptop.session().await(Receipts.class, 1);
    a.say(conversation, "after");
    assertEquals(List.of("after"), laptop.texts(1));
  }

  @Test
  void acknowledgementsMoveOneDeviceOnlyForwardAndReachTheOthers() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    for (int i = 1; i <= 3; i++) {
      a.say(conversation, "m" + i);
    }
    b.texts(3);
    b.acknowledge(conversation, 2, 1);
    awaitReceipt(a, new Receipt(conversation, bob.user(), bob.id(), 2, 1));
    b.acknowledge(conversation, 1, 0);
    b.acknowledge(conversation, 999, 999);
    awaitReceipt(a, new Receipt(conversation, bob.user(), bob.id(), 3, 3));
    b.signOut();
    TestClient back = node.signIn(bob);
    a.say(conversation, "m4");
    assertEquals(List.of("m4"), back.texts(1));
    assertEquals(List.of(4L), back.sequences(1));
  }

  @Test
  void whatASenderSentItselfDoesNotCountAsWaiting() throws InterruptedException {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    b.say(conversation, "m2");
    a.texts(1);
    a.say(conversation, "m3");
    b.texts(2);
    a.acknowledge(conversation, 2, 2);
    assertEquals(
        3,
        people.awaitNumber(
            3, "SELECT delivered FROM device_cursor WHERE device_id = ?", alice.id().value()));
  }

  /** Others may come before: a sign-in is told of conversations that were started meanwhile. */
  private static void awaitReceipt(TestClient client, Receipt expected) {
    client
        .session()
        .await(
            1,
            messages ->
                (int)
                    messages.stream()
                        .filter(Receipts.class::isInstance)
                        .flatMap(told -> ((Receipts) told).receipts().stream())
                        .filter(expected::equals)
                        .count());
  }
}
