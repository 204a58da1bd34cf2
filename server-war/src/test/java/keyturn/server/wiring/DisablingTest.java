package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Accepted;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.message.ServerMessage.SendRefused;
import keyturn.server.StoreException;
import keyturn.server.account.Username;
import keyturn.server.persistence.SqlAccountAccess;
import keyturn.server.persistence.SqlAccountAccess.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator's change of an account does to conversations that are under way. */
class DisablingTest extends NodeFixture {
  private static final Username BOB = Username.find("bob").orElseThrow();

  private SqlAccountAccess access;

  @BeforeEach
  void administer() {
    access = new SqlAccountAccess(database);
  }

  @Test
  void theKeyThatTheDisabledPersonHasEndsWithoutGrace() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    b.needKey(conversation);
    b.session().await(ConversationKey.class, 1);
    ConversationKey old = a.newest(conversation);

    assertEquals(Outcome.CHANGED, access.disable(BOB));
    a.send(a.sealed(conversation, old, 1, "under the key that bob has"));
    assertEquals(List.of(Reason.EPOCH_OVER), refusals(a, 1));
    ConversationKey next = a.newest(conversation);
    assertEquals(old.epoch() + 1, next.epoch());
    assertNotEquals(old.key(), next.key());
    List<ServerMessage> all = a.session().all();
    assertTrue(
        all.indexOf(next) < all.indexOf(a.session().all(SendRefused.class).get(0)),
        "the key goes before the refusal");
    a.send(a.sealed(conversation, next, 1, "not for bob"));
    accepted(a, 1);

    b.say(conversation, "still here");
    assertEquals(List.of(Reason.NOT_A_MEMBER), refusals(b, 1));
    b.needKey(conversation);
    assertEquals(Reason.NOT_A_MEMBER, refused(b));
    b.leave(conversation);
    b.session().await(ServerMessage.Refused.class, 2);
    assertEquals(Reason.NOT_A_MEMBER, refused(b), "nor does he end it for the other");
    assertEquals(1, b.keys(conversation).size());
    assertTrue(b.session().all(Deliver.class).isEmpty());
  }

  @Test
  void aConversationInUseGetsItsNewKeyUnaskedAndTheDisabledPersonDoesNot() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId watched = a.talkTo("bob");
    ConversationId other = a.talkTo("mallory");
    a.watch(watched);
    a.watch(other);
    b.watch(watched);
    a.session().await(ConversationKey.class, 2);
    b.session().await(ConversationKey.class, 1);

    access.disable(BOB);
    a.session().await(ConversationKey.class, 3);
    assertEquals(2, a.newest(watched).epoch());
    assertTrue(a.newest(watched).remainingMillis() > 0);
    assertEquals(1, a.newest(other).epoch(), "who is not concerned keeps the key");
    a.say(watched, "under the new key");
    accepted(a, 1);
    assertEquals(1, b.newest(watched).epoch());
  }

  @Test
  void whatIsSentMeanwhileIsAcceptedBeforeOrRefused() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    b.needKey(conversation);
    b.session().await(ConversationKey.class, 1);
    int sends = 60;
    for (int i = 1; i <= sends; i++) {
      b.say(conversation, "m" + i);
      if (i == sends / 2) {
        access.disable(BOB);
      }
    }
    long stored = messagesOfBob();
    b.session().await(sends, DisablingTest::answers);
    assertEquals(stored, messagesOfBob(), "nothing is stored after the change");
    long accepted =
        b.session().all(Accepted.class).stream().mapToLong(one -> one.sends().size()).sum();
    assertEquals(stored, accepted);
    assertTrue(stored <= sends / 2);
  }

  private static int answers(List<ServerMessage> messages) {
    int answers = 0;
    for (ServerMessage message : messages) {
      if (message instanceof Accepted some) {
        answers += some.sends().size();
      } else if (message instanceof SendRefused) {
        answers++;
      }
    }
    return answers;
  }

  private long messagesOfBob() {
    return people.number("SELECT COUNT(*) FROM message WHERE sender_id = ?", bob.user().value());
  }

  @Test
  void itIsOneTransaction() {
    TestClient a = node.signIn(alice);
    a.talkTo("bob");
    people.sql("UPDATE device SET token = REPEAT('t', 32) WHERE id = ?", bob.id().value());
    people.sql("ALTER TABLE epoch RENAME TO epoch_away");
    try {
      assertThrows(StoreException.class, () -> access.disable(BOB));
    } finally {
      people.sql("ALTER TABLE epoch_away RENAME TO epoch");
    }
    assertEquals(0, disabledAccounts());
    assertEquals(1, liveTokensOfBob());
    assertEquals(Outcome.CHANGED, access.disable(BOB));
    assertEquals(1, disabledAccounts());
    assertEquals(0, liveTokensOfBob());
  }

  private long disabledAccounts() {
    return people.number("SELECT COUNT(*) FROM account WHERE disabled_at IS NOT NULL");
  }

  private long liveTokensOfBob() {
    return people.number(
        "SELECT COUNT(*) FROM device WHERE account_id = ? AND revoked_at IS NULL"
            + " AND token IS NOT NULL",
        bob.user().value());
  }

  @Test
  void noOldKeyOrTokenComesBackWithThePerson() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    people.sql("UPDATE device SET token = REPEAT('t', 32) WHERE id = ?", bob.id().value());
    access.disable(BOB);
    a.needKey(conversation);
    a.session().await(ConversationKey.class, 2);
    ConversationKey meanwhile = a.newest(conversation);

    assertEquals(Outcome.CHANGED, access.enable(BOB));
    assertEquals(0, disabledAccounts());
    assertEquals(0, liveTokensOfBob());
    b.needKey(conversation);
    assertEquals(Reason.NOT_A_MEMBER, refused(b), "the device has not signed in again");
    a.send(a.sealed(conversation, meanwhile, 1, "under a key from before"));
    assertEquals(List.of(Reason.EPOCH_OVER), refusals(a, 1));

    TestClient phone = node.signIn(people.device("bob"));
    phone.needKey(conversation);
    phone.session().await(ConversationKey.class, 1);
    assertTrue(phone.newest(conversation).epoch() > meanwhile.epoch());
    a.send(a.sealed(conversation, a.newest(conversation), 1, "welcome back"));
    assertEquals(List.of("welcome back"), phone.texts(1));
  }

  @Test
  void whatWasSaidToTheDisabledPersonWaitsAsForAnyoneWhoIsAway() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    access.disable(BOB);
    a.needKey(conversation);
    a.session().await(ConversationKey.class, 2);
    a.say(conversation, "while you were out");
    accepted(a, 1);
    access.enable(BOB);
    // As the password does.
    people.sql("UPDATE device SET revoked_at = NULL WHERE id = ?", bob.id().value());
    TestClient b = node.signIn(bob);
    assertEquals(List.of("while you were out"), b.texts(1));
    assertEquals(2, b.session().all(Deliver.class).get(0).epoch());
    for (ConversationKey key : b.keys(conversation)) {
      assertTrue(key.epoch() > 2 || key.remainingMillis() == 0, "to open only: " + key);
    }
  }

  @Test
  void aSecondTimeAndAnUnknownNameChangeNothing() {
    assertEquals(Outcome.UNCHANGED, access.enable(BOB));
    assertEquals(Outcome.CHANGED, access.disable(BOB));
    assertEquals(Outcome.UNCHANGED, access.disable(BOB));
    Username nobody = Username.find("nobody").orElseThrow();
    assertEquals(Outcome.UNKNOWN_NAME, access.disable(nobody));
    assertEquals(Outcome.UNKNOWN_NAME, access.enable(nobody));
  }

  @Test
  void nobodyStartsAConversationWithADisabledPerson() {
    TestClient a = node.signIn(alice);
    access.disable(BOB);
    a.open(1, "bob", Optional.empty());
    assertEquals(Reason.UNKNOWN_PERSON, refused(a));
    assertFalse(a.session().all().stream().anyMatch(ConversationKey.class::isInstance));
  }
}
