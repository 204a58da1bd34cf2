package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage.Have;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.protocol.message.ServerMessage.Agreed;
import keyturn.protocol.message.ServerMessage.Agreement;
import org.junit.jupiter.api.Test;

/** What the server says about what devices have. */
class AgreementTest extends NodeFixture {
  private List<Agreement> asked(TestClient client, Place... places) {
    int before = client.session().all(Agreed.class).size();
    node.services().conversations().compare(client.session(), new Have(List.of(places)));
    return client.session().await(Agreed.class, before + 1).get(before).conversations();
  }

  private static Agreement agreement(ConversationId conversation, long sequence) {
    return new Agreement(conversation, Optional.of(sequence));
  }

  @Test
  void agreesWithWhatItHasAndWithNothingElse() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    MessageId first = a.say(conversation, "m1").id();
    MessageId second = a.say(conversation, "m2").id();
    accepted(a, 2);

    Place one = new Place(conversation, 1, first);
    assertEquals(
        List.of(agreement(conversation, 2)), asked(a, one, new Place(conversation, 2, second)));
    assertEquals(
        List.of(agreement(conversation, 1)),
        asked(a, new Place(conversation, 2, first), one),
        "another message is there");
    assertEquals(
        List.of(agreement(conversation, 0)),
        asked(a, new Place(conversation, 3, second)),
        "nothing is there yet");
  }

  @Test
  void agreesWithWhatItForgotLongAgo() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    MessageId first = a.say(conversation, "m1").id();
    a.say(conversation, "m2");
    accepted(a, 2);
    people.sql("DELETE FROM message WHERE sequence = 1");

    assertEquals(List.of(agreement(conversation, 1)), asked(a, new Place(conversation, 1, first)));
  }

  @Test
  void tellsNobodyElseWhetherAConversationExists() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    MessageId first = a.say(conversation, "m1").id();
    accepted(a, 1);
    TestClient m = node.signIn(mallory);
    ConversationId made = new ConversationId(conversation.value() + 1);

    assertEquals(
        List.of(
            new Agreement(conversation, Optional.empty()), new Agreement(made, Optional.empty())),
        asked(m, new Place(conversation, 1, first), new Place(made, 1, first)));
  }

  @Test
  void oneWhoLeftIsStillAnswered() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    MessageId first = a.say(conversation, "m1").id();
    accepted(a, 1);
    a.leave(conversation);

    assertEquals(List.of(agreement(conversation, 1)), asked(a, new Place(conversation, 1, first)));
  }

  @Test
  void numbersOfConversationsRiseWithTimeAndAreNotCounted() {
    TestClient a = node.signIn(alice);
    long first = a.talkTo("bob").value();
    long second = a.talkTo("mallory").value();

    assertTrue(first > 1L << 50, "no small number: " + first);
    assertTrue(second >>> 22 >= first >>> 22, "later is higher");
  }
}
