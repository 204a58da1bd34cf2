package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import keyturn.client.DeliveryState;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import org.junit.jupiter.api.Test;

/** What is secret is in no file of the database, in no log, and in no client's vault. */
interface NothingInTheClear {
  ServerUnderTest server();

  TestDatabase database();

  @Test
  default void textKeysTokensAndPasswordsAreInNoFile() throws IOException {
    byte[] random = new byte[24];
    ServerUnderTest.RANDOM.nextBytes(random);
    String canary = "canary " + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path home = Files.createTempDirectory("vault");
    String witness = Names.fresh("witnessoflongname");
    try (RawClient ada = RawClient.newcomer(server(), witness);
        Person ben =
            Person.newcomer(server().settings("desk").withHome(home), Names.fresh("ben"))) {
      ServerMessage.Conversation conversation = Talks.open(ada, ben.name());
      ada.send(new ClientMessage.NeedKey(conversation.conversation()));
      ConversationKey key = ada.awaitKey(conversation, 0);
      MessageId id = Talks.id();
      ada.send(ada.seal(key, id, 1, 1, canary));
      Talks.accepted(ada, id);
      ConversationId here = conversation.conversation();
      ben.awaitText(here, canary);
      ben.awaitState(ben.say(here, canary + " again"), DeliveryState.STORED);

      Traces secrets = new Traces().text("text", canary).text("password", Person.PASSWORD);
      List<Bytes> keys =
          ada.inbox().all(ConversationKey.class).stream().map(one -> one.key().value()).toList();
      assertFalse(keys.isEmpty());
      keys.forEach(one -> secrets.bytes("key of an epoch", one.toArray()));
      secrets.bytes("resume token", ada.signedIn().next().value().toArray());

      Path[] places = {database().dataFolder(), database().log(), server().log(), home};
      assertEquals(Set.of(), secrets.in(places));
      assertFalse(
          new Traces().text("name", witness).in(places).isEmpty(),
          "what is stored openly is found: the search works");
    }
  }
}
