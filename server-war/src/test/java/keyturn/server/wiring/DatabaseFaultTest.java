package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.message.ServerMessage.Receipts;
import keyturn.protocol.message.ServerMessage.Refused;
import org.junit.jupiter.api.Test;

class DatabaseFaultTest extends NodeFixture {
  private final FaultyDatabase link = new FaultyDatabase();

  @Override
  DataSource nodeDatabase() {
    link.leadTo(database);
    return link;
  }

  @Test
  void whileTheDatabaseIsAwaySendersTryAgainAndGoOnInOrderWhenItIsBack() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    link.goAway();
    Send lost = a.say(conversation, "m2");
    assertEquals(Reason.TRY_AGAIN, refusals(a, 1).get(0));
    a.needKey(conversation);
    assertEquals(Reason.TRY_AGAIN, refused(a));
    a.open(9, "mallory", Optional.empty());
    a.session().await(Refused.class, 2);
    assertEquals(Reason.TRY_AGAIN, refused(a));
    b.acknowledge(conversation, 1, 1);
    link.comeBack();
    a.send(lost);
    a.say(conversation, "m3");
    assertEquals(numbered(1, 3), b.texts(3));
    a.session().await(Receipts.class, 1);
  }

  @Test
  void whoSignsInWhileTheDatabaseIsAwayGetsWhatWaitsOnceItIsBack() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    accepted(a, 1);
    link.goAway();
    TestClient b = node.signIn(bob);
    link.comeBack();
    assertEquals(numbered(1, 1), b.texts(1));
  }

  @Test
  void aLostAnswerToCommitNeitherLosesNorRepeatsTheMessage() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    link.loseNextCommitAnswer();
    a.say(conversation, "m2");
    a.say(conversation, "m3");
    assertEquals(upTo(3), accepted(a, 3).stream().map(accepted -> accepted.sequence()).toList());
    assertEquals(numbered(1, 3), b.texts(3));
    assertEquals(upTo(3), b.sequences(3));
  }

  @Test
  void aMessageThatWasCommittedUnseenKeepsItsSequenceWhenItIsRetried() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    link.loseNextCommitAnswerAndGoAway();
    Send send = a.say(conversation, "m2");
    assertEquals(List.of(Reason.TRY_AGAIN), refusals(a, 1));
    link.comeBack();
    a.send(a.sealed(conversation, a.newest(conversation), send.number(), send.id(), "m2"));
    assertEquals(2, accepted(a, 2).get(1).sequence());
    a.say(conversation, "m3");
    assertEquals(numbered(1, 3), b.texts(3));
    assertEquals(3, b.session().all(Deliver.class).size());
  }

  @Test
  void aFrozenDatabaseHangsNoSender() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    ConversationId conversation = a.talkTo("bob");
    a.say(conversation, "m1");
    b.texts(1);
    link.freeze();
    Send second = a.say(conversation, "m2");
    Send third = a.say(conversation, "m3");
    assertEquals(List.of(Reason.TRY_AGAIN, Reason.TRY_AGAIN), refusals(a, 2));
    link.comeBack();
    a.send(second);
    a.send(third);
    assertEquals(numbered(1, 3), b.texts(3));
  }
}
