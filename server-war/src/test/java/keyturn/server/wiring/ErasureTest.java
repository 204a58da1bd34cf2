package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Receipts;
import keyturn.server.StoreWork;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.EpochKeys;
import keyturn.server.conversation.EpochRef;
import keyturn.server.conversation.Epochs;
import keyturn.server.conversation.Erasure;
import keyturn.server.conversation.KeyRing;
import keyturn.server.conversation.KeyRingException;
import keyturn.server.conversation.KeyRingUse;
import keyturn.server.conversation.Retention;
import keyturn.server.conversation.StoredEpoch;
import keyturn.server.persistence.SqlEpochStore;
import keyturn.server.persistence.SqlErasureStore;
import org.junit.jupiter.api.Test;

class ErasureTest extends NodeFixture {
  private static final long DAY_MILLIS = 24L * 3600 * 1000;

  @Test
  void whatEveryDeviceAcknowledgedIsErasedAfterTheGrace() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    acknowledge(b, a, conversation, 1);
    erase("until-delivered");
    assertEquals(1, contents());
    pass(41_000);
    erase("until-delivered");
    assertEquals(0, contents());
    assertEquals(0, people.number("SELECT COUNT(*) FROM epoch WHERE number = 1"));
    assertEquals(1, people.number("SELECT COUNT(*) FROM message"), "the place is remembered");
  }

  @Test
  void whatSomeDeviceHasNotAcknowledgedStaysUntilTheLimit() {
    people.device("bob");
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    acknowledge(b, a, conversation, 1);
    people.age(6 * DAY_MILLIS);
    erase("until-delivered");
    assertEquals(1, contents());
    people.age(DAY_MILLIS + 41_000);
    erase("until-delivered");
    assertEquals(0, contents());
  }

  @Test
  void aPolicyOfDaysKeepsWhatIsDelivered() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    acknowledge(b, a, conversation, 1);
    people.age(29 * DAY_MILLIS);
    erase("30d");
    assertEquals(1, contents());
    people.age(DAY_MILLIS + 41_000);
    erase("30d");
    assertEquals(0, contents());
  }

  @Test
  void anEpochWithoutMessagesGoesWithItsGrace() {
    node.signIn(alice).talkTo("bob");
    people.age(39_000);
    erase("until-delivered");
    assertEquals(1, people.number("SELECT COUNT(*) FROM epoch"));
    people.age(2_000);
    erase("until-delivered");
    assertEquals(0, people.number("SELECT COUNT(*) FROM epoch"));
    TestClient b = node.signIn(bob);
    ConversationId conversation = b.talkTo("alice");
    assertEquals(2, b.newest(conversation).epoch());
  }

  @Test
  void aRetryAfterErasureStillGetsItsSequence() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    Send send = a.say(conversation, "m1");
    b.texts(1);
    acknowledge(b, a, conversation, 1);
    a.signOut();
    pass(41_000);
    erase("until-delivered");
    TestClient again = node.signIn(alice);
    again.needKey(conversation);
    again.session().await(ConversationKey.class, 1);
    again.send(again.sealed(conversation, again.newest(conversation), 1, send.id(), "m1"));
    assertEquals(1, accepted(again, 1).get(0).sequence());
    people.sql("UPDATE message SET forget_at = UTC_TIMESTAMP(6) - INTERVAL 1 DAY");
    erase("until-delivered");
    assertEquals(0, people.number("SELECT COUNT(*) FROM message"));
  }

  @Test
  void afterItsDayIsDestroyedTheRingOpensNoOldBackup() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    SqlEpochStore store = new SqlEpochStore(database);
    EpochRef first = new EpochRef(conversation, 1);
    StoredEpoch backup = store.find(Set.of(first)).values().iterator().next();
    KeyRing ring = KeyRing.open(ring(), store.keyRingUse(), TestNode.RANDOM);
    Epochs epochs = epochs(store, ring);
    epochs.unwrap(backup, 0).close();

    people.age(41_000);
    FaultyDatabase later = new FaultyDatabase();
    later.leadTo(database);
    later.jumpAhead(2 * 24 * 3600);
    new Erasure(
            new SqlErasureStore(later),
            Retention.parse("until-delivered"),
            ring,
            new StoreWork(Runnable::run))
        .run();
    assertThrows(KeyRingException.class, () -> epochs.unwrap(backup, 0));
    KeyRing reopened = KeyRing.open(ring(), store.keyRingUse(), TestNode.RANDOM);
    assertThrows(KeyRingException.class, () -> epochs(store, reopened).unwrap(backup, 0));
  }

  @Test
  void aWrappedKeyDoesNotUnwrapInAnotherRow() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    SqlEpochStore store = new SqlEpochStore(database);
    KeyRing ring = KeyRing.open(ring(), store.keyRingUse(), TestNode.RANDOM);
    StoredEpoch real = store.find(Set.of(new EpochRef(conversation, 1))).values().iterator().next();
    StoredEpoch moved =
        new StoredEpoch(new EpochRef(conversation, 2), real.suite(), real.key(), 1, 1, 0);
    assertThrows(KeyRingException.class, () -> epochs(store, ring).unwrap(moved, 0));
  }

  @Test
  void theServerDoesNotStartWithAnotherRing() {
    node.signIn(alice).talkTo("bob");
    KeyRingException missing =
        assertThrows(
            KeyRingException.class, () -> new TestNode(database, folder.resolve("other")).close());
    assertTrue(String.valueOf(missing.getMessage()).contains("restore"));
    KeyRing.open(folder.resolve("new"), new KeyRingUse(Set.of(), 0), TestNode.RANDOM);
    KeyRingException unknown =
        assertThrows(
            KeyRingException.class, () -> new TestNode(database, folder.resolve("new")).close());
    assertTrue(String.valueOf(unknown.getMessage()).contains("does not hold"));
  }

  @Test
  void aQueueThatIsFullRefusesUntilThereIsRoomAgain() {
    var policy =
        new ConversationPolicy(
            List.of(CipherSuite.AES_256_GCM), Retention.parse("until-delivered"), 100);
    try (TestNode small = new TestNode(database, ring(), policy)) {
      TestClient a = small.signIn(alice);
      TestClient b = small.signIn(bob);
      ConversationId conversation = a.talkTo("bob");
      a.say(conversation, "m".repeat(60));
      accepted(a, 1);
      a.say(conversation, "m".repeat(60));
      assertEquals(List.of(Reason.QUEUE_FULL), refusals(a, 1));
      b.texts(1);
      acknowledge(b, a, conversation, 1);
      a.send(a.sealed(conversation, a.newest(conversation), 2, "m".repeat(60)));
      assertEquals(2, b.texts(2).size());
    }
  }

  @Test
  void aQueueIsFullForSendsThatCameTogetherToo() {
    var policy =
        new ConversationPolicy(
            List.of(CipherSuite.AES_256_GCM), Retention.parse("until-delivered"), 200);
    try (TestNode small = new TestNode(database, ring(), policy)) {
      TestClient a = small.signIn(alice);
      small.signIn(bob);
      ConversationId conversation = a.talkTo("bob");
      for (int i = 0; i < 5; i++) {
        a.say(conversation, "m".repeat(60));
      }
      assertEquals(
          List.of(Reason.QUEUE_FULL, Reason.OUT_OF_ORDER, Reason.OUT_OF_ORDER), refusals(a, 3));
      assertEquals(2, accepted(a, 2).size());
    }
  }

  private void erase(String retention) {
    KeyRing ring = KeyRing.open(ring(), new SqlEpochStore(database).keyRingUse(), TestNode.RANDOM);
    new Erasure(
            new SqlErasureStore(database),
            Retention.parse(retention),
            ring,
            new StoreWork(Runnable::run))
        .run();
  }

  private static Epochs epochs(SqlEpochStore store, KeyRing ring) {
    return new Epochs(store, new EpochKeys(ring, TestNode.RANDOM), System::nanoTime);
  }

  private static void acknowledge(
      TestClient by, TestClient seenBy, ConversationId conversation, long sequence) {
    int before = seenBy.session().all(Receipts.class).size();
    by.acknowledge(conversation, sequence, sequence);
    seenBy.session().await(Receipts.class, before + 1);
  }

  private long contents() {
    return people.number("SELECT COUNT(*) FROM message WHERE sealed IS NOT NULL");
  }
}
