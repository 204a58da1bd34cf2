package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keyturn.client.ClientEvent;
import keyturn.client.ClientSettings;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import org.junit.jupiter.api.Test;

/** Whoever is away finds everything when he comes back. */
interface OfflineDelivery {
  ServerUnderTest server();

  @Test
  default void deviceThatWasAwayGetsEverythingInOrderAndEveryDeviceAcknowledgesForItself()
      throws IOException {
    Path home = Files.createTempDirectory("laptop");
    ClientSettings laptop = server().settings("laptop").withHome(home);
    String ben = Names.fresh("ben");
    try (Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"))) {
      DeviceId device;
      ConversationId conversation;
      try (Person benOnLaptop = Person.newcomer(laptop, ben);
          Person benOnPhone = Person.back(server().settings("phone"), ben)) {
        device = benOnLaptop.events().await(ClientEvent.SignedIn.class).device();
        conversation = ada.talkTo(benOnLaptop, CipherSuite.AES_256_GCM);
        benOnPhone.conversationWith(ada.name());
        MessageId hello = ada.say(conversation, "hello");
        ada.awaitDelivered(hello, 2, 2);

        benOnLaptop.goAway();
        List<MessageId> missed = say(ada, conversation, 20);
        benOnPhone.awaitReceived(conversation, 21);
        ada.awaitDelivered(missed.get(19), 1, 2);
      }
      // With both devices away, and without the tunnel, key or connection of before.
      say(ada, conversation, 10);
      try (Person benOnLaptop = Person.back(laptop, ben)) {
        assertEquals(device, benOnLaptop.events().await(ClientEvent.SignedIn.class).device());
        List<StoredMessage> received = benOnLaptop.awaitReceived(conversation, 30);
        assertEquals(
            IntStream.concat(IntStream.rangeClosed(1, 20), IntStream.rangeClosed(1, 10))
                .mapToObj(number -> Optional.of("missed " + number))
                .toList(),
            received.stream().map(StoredMessage::text).toList());
        assertEquals(
            IntStream.rangeClosed(2, 31).mapToObj(Long::valueOf).toList(),
            received.stream().map(message -> message.sequence().orElseThrow()).toList());

        benOnLaptop.client().markRead(conversation, 31);
        List<StoredMessage> sent = ada.sent(conversation);
        ada.awaitState(sent.get(sent.size() - 1).id(), DeliveryState.READ);
      }
    }
  }

  private static List<MessageId> say(Person ada, ConversationId conversation, int count) {
    List<MessageId> ids =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> ada.say(conversation, "missed " + number))
            .toList();
    ada.awaitState(ids.get(count - 1), DeliveryState.STORED);
    return ids;
  }

  @Test
  default void cutConnectionComesBackAndNothingIsMissing() throws IOException {
    try (Wire wire = Wire.to(server());
        Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"));
        Person ben =
            Person.newcomer(server().through(wire.port()).settings("desk"), Names.fresh("ben"))) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.A256CBC_HS512);
      say(ada, conversation, 3);
      ben.awaitReceived(conversation, 3);
      wire.cut();
      for (int number = 1; number <= 5; number++) {
        ben.say(conversation, "written without a network " + number);
      }
      IntStream.rangeClosed(4, 8).forEach(n -> ada.say(conversation, "missed " + n));
      wire.mend();
      ben.client().tryNow();

      List<StoredMessage> atBen = ben.awaitReceived(conversation, 8);
      List<StoredMessage> atAda = ada.awaitReceived(conversation, 5);
      new DeliveryLedger(ada.sent(conversation), atBen).check();
      new DeliveryLedger(ben.sent(conversation), atAda).check();
    }
  }
}
