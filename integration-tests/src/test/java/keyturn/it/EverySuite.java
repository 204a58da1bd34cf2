package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.LinkState;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.tunnel.ClientPolicy;
import org.junit.jupiter.api.Test;

/** Two people chat in every suite of conversations, and over every tunnel. */
interface EverySuite {
  /** The server hashes one password at a time and turns away whoever waits too long. */
  int AT_A_TIME = 4;

  ServerUnderTest server();

  /** One tunnel, by the group and the suite that are offered. */
  record Offer(KeyGroup group, CipherSuite suite) {
    static List<Offer> all() {
      return Arrays.stream(KeyGroup.values())
          .flatMap(
              group ->
                  Arrays.stream(CipherSuite.values())
                      .filter(suite -> suite != CipherSuite.KEYED_HASH_HS256)
                      .map(suite -> new Offer(group, suite)))
          .toList();
    }

    /** A tunnel carries no keys of conversations stronger than itself. */
    CipherSuite conversationSuite() {
      return suite == CipherSuite.TDES_CBC_HS256 ? suite : CipherSuite.AES_256_GCM;
    }
  }

  @Test
  default void peopleChatInEveryConversationSuite() throws InterruptedException {
    List<CipherSuite> suites =
        Arrays.stream(CipherSuite.values())
            .filter(suite -> suite != CipherSuite.CHACHA20_POLY1305)
            .toList();
    try (Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"))) {
      Together.forEach(
          suites,
          AT_A_TIME,
          suite -> {
            try (Person ben = Person.newcomer(server().settings("desk"), Names.fresh("ben"))) {
              ConversationId conversation = ada.talkTo(ben, suite);
              assertEquals(suite, suiteOf(ben, conversation));
              exchange(ada, ben, conversation, 5);
            }
          });
    }
  }

  @Test
  default void peopleChatOverEveryTunnel() throws InterruptedException {
    try (Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"))) {
      Together.forEach(
          Offer.all(),
          AT_A_TIME,
          offer -> {
            try (Person ben =
                Person.newcomer(
                    server()
                        .settings("desk")
                        .withTunnel(ClientPolicy.only(offer.group(), offer.suite())),
                    Names.fresh("ben"))) {
              assertEquals(
                  new LinkState.Connected(offer.group(), offer.suite(), server().fingerprint()),
                  ben.events()
                      .await(
                          ClientEvent.LinkChanged.class,
                          changed -> changed.state() instanceof LinkState.Connected)
                      .state());
              // Long enough for the tunnel's keys to be refreshed on the way.
              exchange(ben, ada, ben.talkTo(ada, offer.conversationSuite()), 12);
            }
          });
    }
  }

  private static CipherSuite suiteOf(Person person, ConversationId conversation) {
    return person
        .events()
        .await(
            ClientEvent.ConversationChanged.class,
            changed -> changed.conversation().id().equals(conversation))
        .conversation()
        .suite();
  }

  private static void exchange(Person one, Person other, ConversationId conversation, int rounds) {
    for (int round = 1; round <= rounds; round++) {
      one.say(conversation, "question " + round);
      other.awaitText(conversation, "question " + round);
      MessageId answer = other.say(conversation, "answer " + round);
      one.awaitText(conversation, "answer " + round);
      other.awaitState(answer, DeliveryState.DELIVERED);
    }
    new DeliveryLedger(one.sent(conversation), other.received(conversation)).check();
    new DeliveryLedger(other.sent(conversation), one.received(conversation)).check();
    assertEquals(rounds, other.received(conversation).size());
    assertEquals(rounds, one.received(conversation).size());
  }
}
