package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.message.ServerMessage.SendRefused;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.Retention;
import org.junit.jupiter.api.Test;

class KeyTurnTest extends NodeFixture {
  @Test
  void aWatchedConversationTurnsBeforeItsKeyEndsAndAnIdleOneDoesNot() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId watched = a.talkTo("bob");
    ConversationId idle = a.talkTo("mallory");
    b.watch(watched);
    b.session().await(ConversationKey.class, 1);
    for (int turn = 2; turn <= 4; turn++) {
      pass(29_500);
      b.session().await(ConversationKey.class, turn);
      assertEquals(turn, b.newest(watched).epoch());
      assertTrue(b.newest(watched).remainingMillis() > 20_000);
    }
    a.session().await(ConversationKey.class, 5);
    assertEquals(4, a.newest(watched).epoch());
    assertEquals(1, a.newest(idle).epoch());
    assertEquals(
        1,
        people.number("SELECT last_epoch FROM conversation WHERE id = ?", idle.value()),
        "an idle conversation does not turn");
  }

  @Test
  void aConversationWithMessagesTurnsWithoutBeingWatched() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    pass(29_500);
    b.session().await(ConversationKey.class, 2);
    assertEquals(2, b.newest(conversation).epoch());
  }

  @Test
  void anEpochIsAcceptedInItsGraceAndRefusedAfterItWithTheNewKeyFirst() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    ConversationKey old = a.newest(conversation);
    people.age(39_000);
    a.send(a.sealed(conversation, old, 1, "m1"));
    assertEquals(List.of("m1"), b.texts(1));

    people.age(2_000);
    for (int i = 2; i <= 4; i++) {
      a.send(a.sealed(conversation, old, i, "m" + i));
    }
    assertEquals(
        List.of(Reason.EPOCH_OVER, Reason.OUT_OF_ORDER, Reason.OUT_OF_ORDER), refusals(a, 3));
    List<ServerMessage> all = a.session().all();
    ConversationKey next = a.newest(conversation);
    assertEquals(2, next.epoch());
    assertTrue(
        all.indexOf(next) < all.indexOf(a.session().all(SendRefused.class).get(0)),
        "the key goes before the refusal");
    for (int i = 2; i <= 4; i++) {
      a.send(a.sealed(conversation, next, i, "m" + i));
    }
    assertEquals(numbered(1, 4), b.texts(4));
    assertEquals(upTo(4), b.sequences(4));
  }

  @Test
  void twoNodesThatTurnAtOnceHandOverTheSameKey() {
    try (TestNode second = new TestNode(database, ring())) {
      TestClient a = node.signIn(alice);
      ConversationId conversation = a.talkTo("bob");
      TestClient b = second.signIn(bob);
      for (int turn = 2; turn <= 20; turn++) {
        people.age(31_000);
        int before = b.session().all(ConversationKey.class).size();
        a.needKey(conversation);
        b.needKey(conversation);
        a.session().await(ConversationKey.class, turn);
        b.session().await(ConversationKey.class, before + 1);
        assertEquals(turn, a.newest(conversation).epoch());
        assertEquals(a.newest(conversation).key(), b.newest(conversation).key());
      }
    }
  }

  @Test
  void aFullEpochIsOverBeforeItsTime() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    people.sql("UPDATE epoch SET message_count = 65535");
    a.say(conversation, "m1");
    a.say(conversation, "m2");
    assertEquals(List.of(Reason.EPOCH_OVER), refusals(a, 1));
    a.send(a.sealed(conversation, a.newest(conversation), 2, "m2"));
    assertEquals(numbered(1, 2), b.texts(2));
    assertEquals(2, b.newest(conversation).epoch());
  }

  @Test
  void aDeviceThatWasAwayGetsOldKeysToOpenOnly() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    accepted(a, 1);
    pass(41_000);
    a.needKey(conversation);
    a.session().await(ConversationKey.class, 2);
    a.say(conversation, "m2");
    accepted(a, 2);
    TestClient b = node.signIn(bob);
    assertEquals(numbered(1, 2), b.texts(2));
    List<ConversationKey> keys = b.keys(conversation);
    assertEquals(List.of(1L, 2L), keys.stream().map(ConversationKey::epoch).toList());
    assertEquals(0, keys.get(0).remainingMillis());
    assertTrue(keys.get(1).remainingMillis() > 0);
    assertTrue(b.session().all(Deliver.class).get(0).ageMillis() >= 41_000);
  }

  @Test
  void aTripleDesTunnelCarriesKeysOfTripleDesConversationsOnly() {
    TestClient weak = node.signIn(bob, CipherSuite.TDES_CBC_HS256);
    TestClient a = node.signIn(alice);
    ConversationId strong = a.talkTo("bob");
    a.say(strong, "not through this tunnel");
    accepted(a, 1);
    weak.needKey(strong);
    assertEquals(Reason.SUITE_NOT_ALLOWED, refused(weak));
    a.leave(strong);
    await(a, Conversation.class, c -> c.state() == ConversationState.ENDED);
    ConversationId tdes = a.talkTo("bob", Optional.of(CipherSuite.TDES_CBC_HS256));
    a.say(tdes, "through this one");
    assertEquals(List.of("through this one"), weak.texts(1));
    for (ConversationKey key : weak.session().all(ConversationKey.class)) {
      assertEquals(CipherSuite.TDES_CBC_HS256, key.suite());
    }
    weak.signOut();
    TestClient better = node.signIn(bob);
    assertTrue(better.texts(2).contains("not through this tunnel"));
  }

  @Test
  void compatibilitySuitesAreRefusedWithoutTheSwitch() {
    ConversationPolicy strict =
        new ConversationPolicy(
            List.of(CipherSuite.AES_256_GCM), Retention.parse("until-delivered"), 1_000_000);
    try (TestNode strictNode = new TestNode(database, ring(), strict)) {
      TestClient a = strictNode.signIn(alice);
      a.open(1, "bob", Optional.of(CipherSuite.TDES_CBC_HS256));
      assertEquals(Reason.SUITE_NOT_ALLOWED, refused(a));
    }
  }

  @Test
  void aConversationWhoseSuiteWasSwitchedOffIsReplaced() {
    TestClient a = node.signIn(alice);
    ConversationId weak = a.talkTo("bob", Optional.of(CipherSuite.KEYED_HASH_HS256));
    a.signOut();
    ConversationPolicy strict =
        new ConversationPolicy(
            List.of(CipherSuite.AES_256_GCM), Retention.parse("until-delivered"), 1_000_000);
    try (TestNode strictNode = new TestNode(database, ring(), strict)) {
      TestClient back = strictNode.signIn(alice);
      back.needKey(weak);
      assertEquals(Reason.SUITE_NOT_ALLOWED, refused(back));
      assertNotEquals(weak, back.talkTo("bob"));
    }
  }

  @Test
  void nobodyTalksToStrangersOrToThemselves() {
    TestClient a = node.signIn(alice);
    a.open(1, "nobody", Optional.empty());
    assertEquals(Reason.UNKNOWN_PERSON, refused(a));
    a.open(2, "alice", Optional.empty());
    a.session().await(ServerMessage.Refused.class, 2);
    assertEquals(Reason.NOT_ALLOWED, refused(a));
  }

  @Test
  void openingFindsTheActiveConversationAndAfterItsEndStartsAnother() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId first = a.talkTo("bob");
    assertEquals(first, b.talkTo("alice"));
    assertEquals(first, a.talkTo("bob", Optional.of(CipherSuite.TDES_CBC_HS256)));
    ConversationKey old = a.newest(first);
    a.say(first, "accepted before the end");
    b.texts(1);
    b.leave(first);
    assertEquals(
        ConversationState.ENDED,
        await(a, Conversation.class, c -> c.state() == ConversationState.ENDED).state());
    a.send(a.sealed(first, old, a.nextNumber(first), "too late"));
    assertEquals(List.of(Reason.CONVERSATION_ENDED), refusals(a, 1));
    a.needKey(first);
    assertEquals(Reason.CONVERSATION_ENDED, refused(a));
    ConversationId second = a.talkTo("bob");
    assertNotEquals(first, second);
    assertNotEquals(old.key(), a.newest(second).key());
  }

  @Test
  void whatWasAcceptedBeforeTheEndIsStillDeliveredToWhoStayed() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "goodbye");
    accepted(a, 1);
    a.leave(conversation);
    await(a, Conversation.class, c -> c.state() == ConversationState.ENDED);
    TestClient b = node.signIn(bob);
    assertEquals(List.of("goodbye"), b.texts(1));
  }

  @Test
  void malloryGetsNothingOfAConversationThatIsNotHers() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    TestClient m = node.signIn(mallory);
    ConversationId conversation = a.talkTo("bob");
    Send stolenKey = m.sealed(conversation, a.newest(conversation), 1, "forged");
    m.send(stolenKey);
    assertEquals(List.of(Reason.NOT_A_MEMBER), refusals(m, 1));
    m.needKey(conversation);
    assertEquals(Reason.NOT_A_MEMBER, refused(m));
    m.watch(conversation);
    m.leave(conversation);
    m.session().await(ServerMessage.Refused.class, 3);
    m.acknowledge(conversation, 10, 10);
    a.say(conversation, "secret");
    assertEquals(List.of("secret"), b.texts(1));
    b.acknowledge(conversation, 1, 1);
    a.session().await(ServerMessage.Receipts.class, 1);
    for (ServerMessage told : m.session().all()) {
      assertTrue(
          told instanceof ServerMessage.Refused || told instanceof SendRefused, told.toString());
    }
  }

  @Test
  void aDisabledAccountGetsNeitherKeysNorMessagesAndSendsNothing() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    TestClient laptop = node.signIn(people.device("alice"));
    ConversationId conversation = a.talkTo("bob");
    b.needKey(conversation);
    b.session().await(ConversationKey.class, 1);
    people.sql(
        "UPDATE account SET disabled_at = UTC_TIMESTAMP(6) WHERE id = ?", bob.user().value());
    b.say(conversation, "still here");
    assertEquals(List.of(Reason.NOT_A_MEMBER), refusals(b, 1));
    b.needKey(conversation);
    assertEquals(Reason.NOT_A_MEMBER, refused(b));
    a.open(7, "bob", Optional.empty());
    assertEquals(Reason.UNKNOWN_PERSON, refused(a));
    a.say(conversation, "not for bob");
    assertEquals(List.of("not for bob"), laptop.texts(1));
    assertTrue(b.session().all(Deliver.class).isEmpty());
  }

  private static <T extends ServerMessage> T await(
      TestClient client, Class<T> type, Predicate<T> is) {
    for (int count = 1; ; count++) {
      Optional<T> found = client.session().await(type, count).stream().filter(is).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }
}
