package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import keyturn.client.ClientEvent.KeyChanged;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import org.junit.jupiter.api.Test;

/** Keys turn every 30 s, and nobody notices. */
interface TurningKeys {
  Duration VALID = Duration.ofSeconds(30);
  Duration GRACE = Duration.ofSeconds(10);

  ServerUnderTest server();

  @Test
  default void twoHundredMessagesAcrossATurnArriveOnceAndInOrder() throws InterruptedException {
    try (Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"));
        Person ben = Person.newcomer(server().settings("desk"), Names.fresh("ben"))) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.AES_256_GCM);
      sayAcrossATurn(ada, conversation, 200);
      List<StoredMessage> received = ben.awaitReceived(conversation, 200);

      assertEquals(
          IntStream.rangeClosed(1, 200)
              .mapToObj(number -> Optional.of("message " + number))
              .toList(),
          received.stream().map(StoredMessage::text).toList());
      assertEquals(
          IntStream.rangeClosed(1, 200).mapToObj(Long::valueOf).toList(),
          received.stream().map(message -> message.sequence().orElseThrow()).toList());
      new DeliveryLedger(ada.sent(conversation), received).check();
      assertTrue(
          received.stream().mapToLong(StoredMessage::epoch).distinct().count() >= 2,
          "sealed under more than one key");
      List<KeyChanged> keys = ada.events().all(KeyChanged.class);
      assertTrue(keys.stream().allMatch(key -> key.validFor().compareTo(VALID) <= 0));
      assertEquals(
          keys.stream().map(KeyChanged::epoch).sorted().distinct().toList(),
          keys.stream().map(KeyChanged::epoch).toList(),
          "epochs rise");
    }
  }

  /** So paced that the key turns on the way. */
  private static void sayAcrossATurn(Person ada, ConversationId conversation, int count)
      throws InterruptedException {
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch said = new CountDownLatch(count);
    AtomicInteger number = new AtomicInteger();
    try {
      var unused =
          pace.scheduleAtFixedRate(
              () -> {
                if (said.getCount() > 0) {
                  ada.say(conversation, "message " + number.incrementAndGet());
                  said.countDown();
                }
              },
              0,
              VALID.plusSeconds(4).toMillis() / count,
              TimeUnit.MILLISECONDS);
      assertTrue(said.await(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } finally {
      pace.shutdownNow();
    }
  }

  @Test
  default void oldEpochIsRefusedAndWhatWasSentIsSentAgainInOrder() throws InterruptedException {
    try (RawClient ada = RawClient.newcomer(server(), Names.fresh("ada"));
        Person ben = Person.newcomer(server().settings("desk"), Names.fresh("ben"))) {
      ServerMessage.Conversation conversation = Talks.open(ada, ben.name());
      ada.send(new ClientMessage.NeedKey(conversation.conversation()));
      ConversationKey old = ada.awaitKey(conversation, 0);
      MessageId first = Talks.id();
      MessageId second = Talks.id();
      MessageId third = Talks.id();
      ada.send(ada.seal(old, first, 1, 1, "first"));
      assertEquals(1, Talks.accepted(ada, first).sequence());

      // A length of time that was promised, not a guess at how long something takes.
      TimeUnit.MILLISECONDS.sleep(old.remainingMillis() + GRACE.toMillis() + 1000);
      int before = ada.inbox().size();
      ada.send(
          ada.seal(old, second, 2, 2, "second, sealed too early"),
          ada.seal(old, third, 3, 3, "third, sealed too early"));
      assertEquals(Reason.EPOCH_OVER, Talks.refused(ada, before, second));
      assertEquals(Reason.OUT_OF_ORDER, Talks.refused(ada, before, third));
      ConversationKey current = keyBeforeRefusal(ada, old, second);
      ada.send(ada.seal(current, second, 2, 4, "second"), ada.seal(current, third, 3, 5, "third"));
      assertEquals(2, Talks.accepted(ada, second).sequence());
      assertEquals(3, Talks.accepted(ada, third).sequence());

      assertEquals(
          List.of(Optional.of("first"), Optional.of("second"), Optional.of("third")),
          ben.awaitReceived(conversation.conversation(), 3).stream()
              .map(StoredMessage::text)
              .toList());
    }
  }

  private static ConversationKey keyBeforeRefusal(
      RawClient ada, ConversationKey old, MessageId refused) {
    ConversationKey newest = old;
    for (ServerMessage message : ada.inbox().all()) {
      if (message instanceof ConversationKey key && key.remainingMillis() > 0) {
        newest = key;
      } else if (message instanceof ServerMessage.SendRefused no && no.id().equals(refused)) {
        break;
      }
    }
    assertTrue(newest.epoch() > old.epoch(), "the current key comes before the refusal");
    return newest;
  }

  @Test
  default void repetitionIsAnsweredAlikeAndStoredOnce() {
    try (RawClient ada = RawClient.newcomer(server(), Names.fresh("ada"));
        Person ben = Person.newcomer(server().settings("desk"), Names.fresh("ben"))) {
      ServerMessage.Conversation conversation = Talks.open(ada, ben.name());
      ada.send(new ClientMessage.NeedKey(conversation.conversation()));
      ConversationKey key = ada.awaitKey(conversation, 0);
      MessageId id = Talks.id();
      ada.send(ada.seal(key, id, 1, 1, "once"));
      AcceptedSend accepted = Talks.accepted(ada, id);

      int before = ada.inbox().size();
      ada.send(ada.seal(key, id, 2, 2, "once"));
      assertEquals(accepted.sequence(), Talks.accepted(ada, before, id).sequence());
      MessageId other = Talks.id();
      ada.send(ada.seal(key, other, 3, 2, "under a counter that does not rise"));
      assertEquals(Reason.NOT_ACCEPTED, Talks.refused(ada, before, other));
      MessageId last = Talks.id();
      ada.send(ada.seal(key, last, 3, 3, "last"));

      ben.awaitText(conversation.conversation(), "last");
      assertEquals(
          List.of(Optional.of("once"), Optional.of("last")),
          ben.received(conversation.conversation()).stream().map(StoredMessage::text).toList());
      assertEquals(DeliveryState.STORED, ben.received(conversation.conversation()).get(0).state());
    }
  }
}
