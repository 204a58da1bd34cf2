package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import keyturn.client.ClientEvent.PersonChanged;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.CloseCode;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import org.junit.jupiter.api.Test;

/** What somebody inside the tunnel can do. */
interface HostilePeople {
  ServerUnderTest server();

  @Test
  default void messageInTheWrongStateEndsTheConnection() {
    try (RawClient tooEarly = RawClient.connect(server());
        RawClient twice = RawClient.newcomer(server(), Names.fresh("ada"))) {
      tooEarly.send(new ClientMessage.SetPresence(Presence.BUSY));
      assertEquals(CloseCode.MALFORMED.code(), tooEarly.closeCode());
      twice.send(SigningIn.signIn(twice.signedIn().username(), Person.PASSWORD));
      assertEquals(CloseCode.MALFORMED.code(), twice.closeCode());
    }
  }

  @Test
  default void recordThatWasNotSealedNowEndsTheConnection() {
    try (RawClient replaying = RawClient.newcomer(server(), Names.fresh("ada"));
        RawClient inventing = RawClient.newcomer(server(), Names.fresh("ben"));
        RawClient chatting = RawClient.newcomer(server(), Names.fresh("eve"))) {
      replaying.send(new ClientMessage.SetPresence(Presence.BUSY));
      replaying.replay();
      assertEquals(CloseCode.MALFORMED.code(), replaying.closeCode());
      byte[] record = new byte[100];
      record[0] = 65;
      inventing.write(record);
      assertEquals(CloseCode.MALFORMED.code(), inventing.closeCode());
      chatting.text("?");
      // The WebSocket below may find it too long before we find it wrong.
      assertEquals(true, List.of(CloseCode.MALFORMED.code(), 1009).contains(chatting.closeCode()));
    }
  }

  @Test
  default void whoIsNoMemberNeitherReadsNorWrites() {
    try (RawClient ada = RawClient.newcomer(server(), Names.fresh("ada"));
        RawClient mallory = RawClient.newcomer(server(), Names.fresh("mallory"));
        Person ben = Person.newcomer(server().settings("desk"), Names.fresh("ben"))) {
      ServerMessage.Conversation conversation = Talks.open(ada, ben.name());
      ada.send(new ClientMessage.NeedKey(conversation.conversation()));
      ConversationKey key = ada.awaitKey(conversation, 0);

      mallory.send(new ClientMessage.NeedKey(conversation.conversation()));
      assertEquals(
          Reason.NOT_A_MEMBER, mallory.inbox().await(ServerMessage.Refused.class).reason());
      MessageId forged = Talks.id();
      mallory.send(mallory.seal(key, forged, 1, 1, "with a key that leaked"));
      assertEquals(Reason.NOT_A_MEMBER, Talks.refused(mallory, 0, forged));
      MessageId mine = Talks.id();
      ada.send(ada.seal(key, mine, 1, 1, "mine"));
      ben.awaitText(conversation.conversation(), "mine");

      assertEquals(1, ben.received(conversation.conversation()).size());
      assertEquals(List.of(), mallory.inbox().all(ServerMessage.Deliver.class));
      assertEquals(List.of(), mallory.inbox().all(ConversationKey.class));
    }
  }

  /**
   * Somebody who does not read costs a bounded amount, and finds everything when he reads again.
   */
  @Test
  default void slowReaderIsClosedAndResumes() throws IOException {
    try (Wire wire = Wire.to(server());
        Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"));
        Person ben =
            Person.newcomer(server().through(wire.port()).settings("desk"), Names.fresh("ben"))) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.AES_256_GCM);
      ada.say(conversation, "begin");
      ben.awaitText(conversation, "begin");
      wire.stall();
      String filler = "x".repeat(40_000);
      int said = 0;
      while (!isOffline(ada, ben) && said < 400) {
        said++;
        ada.awaitState(ada.say(conversation, said + filler), DeliveryState.STORED);
      }
      ada.events()
          .await(
              PersonChanged.class,
              changed ->
                  changed.name().equals(ben.name()) && changed.presence() == Presence.OFFLINE);
      wire.mend();
      ben.client().tryNow();

      List<StoredMessage> received = ben.awaitReceived(conversation, said + 1);
      assertEquals(
          IntStream.rangeClosed(1, said + 1).mapToObj(Long::valueOf).toList(),
          received.stream().map(message -> message.sequence().orElseThrow()).toList());
      new DeliveryLedger(ada.sent(conversation), received).check();
    }
  }

  private static boolean isOffline(Person ada, Person who) {
    return ada.events().all(PersonChanged.class).stream()
        .filter(changed -> changed.name().equals(who.name()))
        .reduce((older, newer) -> newer)
        .filter(latest -> latest.presence() == Presence.OFFLINE)
        .isPresent();
  }
}
