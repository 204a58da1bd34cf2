package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import keyturn.client.ClientEvent;
import keyturn.client.ClientSettings;
import keyturn.client.DeliveryState;
import keyturn.client.LinkState;
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
import keyturn.quickstart.StartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A closed server, whose accounts an administrator wrote, and what kill -9 does to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServerIT {
  private static final int RESTARTS = 2;

  private final ServerProcess process;
  private final ServerUnderTest server;
  private final Administrator administrator;

  KilledServerIT() throws IOException, StartException {
    process =
        ServerProcess.prepare(
            "killed", Map.of("keyturn.registration", "closed", "keyturn.schema.apply", "true"));
    server = process.server();
    administrator = new Administrator(process.database(), process.payara().config().folder());
  }

  @BeforeAll
  void start() throws IOException, StartException, InterruptedException {
    process.payara().start();
    for (String name :
        List.of("ada", "ben", "eve", "kim", "dan", "fay", "lee", "max", "amy", "abe")) {
      administrator.add(name);
    }
  }

  @AfterAll
  void stop() throws IOException {
    process.close();
  }

  @Test
  void nobodyRegistersHimself() {
    try (RawClient stranger = RawClient.connect(server)) {
      stranger.send(SigningIn.register("stranger", Person.PASSWORD));
      assertEquals(
          Reason.REGISTRATION_CLOSED,
          stranger.inbox().await(ServerMessage.SignInRefused.class).reason());
    }
  }

  @Test
  void disabledPersonIsOutAtOnceAndComesBackWithNewKeysOnly()
      throws IOException, InterruptedException {
    try (Person desk = Person.back(server.settings("desk"), "dan");
        RawClient dan = RawClient.connect(server);
        RawClient fay = RawClient.connect(server)) {
      dan.send(SigningIn.signIn("dan", Person.PASSWORD));
      ServerMessage.SignedIn dans = dan.signedIn();
      fay.send(SigningIn.signIn("fay", Person.PASSWORD));
      fay.signedIn();
      ServerMessage.Conversation conversation = Talks.open(fay, "dan");
      fay.send(new ClientMessage.Watch(conversation.conversation(), true));
      MessageId before = Talks.id();
      fay.send(fay.seal(fay.awaitKey(conversation, 0), before, 1, 1, "before"));
      Talks.accepted(fay, before);
      dan.inbox().await(ServerMessage.Deliver.class, one -> one.id().equals(before));

      int told = fay.inbox().size();
      administrator.disable("dan");
      assertEquals(CloseCode.SESSION_ENDED.code(), dan.closeCode());
      desk.events()
          .await(
              ClientEvent.LinkChanged.class,
              link ->
                  link.state() instanceof LinkState.Ended ended
                      && ended.end() == LinkState.End.REVOKED);
      fay.inbox().await(ServerMessage.People.class, told, people -> showsOffline(people, dans));
      refused(SigningIn.signIn("dan", Person.PASSWORD), Reason.SIGN_IN_REFUSED);
      refused(new ClientMessage.Resume(dans.device(), dans.next()), Reason.TOKEN_REFUSED);

      ConversationKey known = dan.newestKey(conversation);
      fay.awaitKey(conversation, known.epoch());
      MessageId late = Talks.id();
      fay.send(fay.seal(known, late, 2, 2, "under the key that dan has"));
      assertEquals(Reason.EPOCH_OVER, Talks.refused(fay, told, late));
      fay.send(fay.seal(fay.newestKey(conversation), late, 2, 3, "under the next key"));
      Talks.accepted(fay, late);

      long meanwhile = fay.newestKey(conversation).epoch();
      administrator.enable("dan");
      refused(new ClientMessage.Resume(dans.device(), dans.next()), Reason.TOKEN_REFUSED);
      try (RawClient back = RawClient.connect(server)) {
        back.send(SigningIn.signIn("dan", Person.PASSWORD));
        back.signedIn();
        back.send(new ClientMessage.NeedKey(conversation.conversation()));
        back.awaitKey(conversation, meanwhile);
      }
    }
  }

  private static boolean showsOffline(ServerMessage.People people, ServerMessage.SignedIn who) {
    return people.people().stream()
        .anyMatch(one -> one.user().equals(who.user()) && one.presence() == Presence.OFFLINE);
  }

  private void refused(ClientMessage attempt, Reason reason) {
    try (RawClient client = RawClient.connect(server)) {
      client.send(attempt);
      assertEquals(reason, client.inbox().await(ServerMessage.SignInRefused.class).reason());
    }
  }

  @Test
  void killedInTrafficItLosesShowsAndSealsNothingTwice()
      throws IOException, StartException, InterruptedException, GeneralSecurityException {
    Transmissions adasPayloads = new Transmissions();
    Transmissions bensPayloads = new Transmissions();
    try (Person ada = Person.back(server.settings("desk").withTrace(adasPayloads), "ada");
        Person ben = Person.back(server.settings("desk").withTrace(bensPayloads), "ben");
        Eavesdropper bensPhone = Eavesdropper.signIn(server, "ben")) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.AES_256_GCM);
      try (Chatter adas = Chatter.of(ada, conversation);
          Chatter bens = Chatter.of(ben, conversation)) {
        for (int restart = 1; restart <= RESTARTS; restart++) {
          int known = ben.received(conversation).size();
          ben.awaitReceived(conversation, known + 40);
          ada.awaitReceived(conversation, known + 40);
          process.payara().kill();
          adas.awaitSaid(adas.said() + 20);
          process.payara().start();
          ada.client().tryNow();
          ben.client().tryNow();
          bensPhone.comeBack();
          adas.awaitSaid(adas.said() + 20);
          bens.awaitSaid(bens.said() + 20);
        }
        adas.fallSilent();
        bens.fallSilent();
        ada.awaitSent(conversation, adas.said());
        ben.awaitSent(conversation, bens.said());
        bensPhone.awaitAll(conversation, adas.said() + bens.said());
      }
      settle(ada, ben, conversation);
      NonceLedger payloads = bensPhone.payloads(adasPayloads, bensPayloads);
      assertEquals(0, payloads.repeats(), payloads::toString);
      NonceLedger records = bensPhone.records();
      assertEquals(0, records.repeats(), records::toString);
      // Before and after each restart: two directions, each in the handshake and after it.
      assertTrue(records.keys() >= (RESTARTS + 1) * 4, records::toString);
      assertTrue(payloads.keys() >= (RESTARTS + 1) * 2, payloads::toString);
    }
  }

  @Test
  void databaseThatIsAwayMakesSendsWaitAndComesBackByItself() throws IOException, StartException {
    try (Person eve = Person.back(server.settings("desk"), "eve");
        Person kim = Person.back(server.settings("desk"), "kim");
        RawClient raw = RawClient.connect(server)) {
      raw.send(SigningIn.signIn("eve", Person.PASSWORD));
      raw.signedIn();
      ConversationId conversation = eve.talkTo(kim, CipherSuite.AES_256_GCM);
      eve.awaitState(eve.say(conversation, "before"), DeliveryState.DELIVERED);
      raw.send(new ClientMessage.NeedKey(conversation));
      ConversationKey key = raw.inbox().await(ConversationKey.class, k -> k.remainingMillis() > 0);

      process.database().kill();
      MessageId unlucky = Talks.id();
      int before = raw.inbox().size();
      raw.send(raw.seal(key, unlucky, 1, 1, "unlucky"));
      MessageId waiting = eve.say(conversation, "while the database was away");
      assertEquals(Reason.TRY_AGAIN, Talks.refused(raw, before, unlucky));

      process.database().start();
      eve.client().tryNow();
      kim.client().tryNow();
      kim.awaitText(conversation, "while the database was away");
      eve.awaitState(waiting, DeliveryState.DELIVERED);
      assertTrue(process.payara().isRunning());
      settle(eve, kim, conversation);
    }
  }

  @Test
  void clientsNoticeThatTheDatabaseCameBackFromAnOlderBackup()
      throws IOException, StartException, InterruptedException {
    ClientSettings maxsDesk = server.settings("desk").withHome(Workplace.fresh("killed-max"));
    try (Person lee = Person.back(server.settings("desk"), "lee")) {
      Person max = Person.back(maxsDesk, "max");
      ConversationId conversation = lee.talkTo(max, CipherSuite.AES_256_GCM);
      lee.awaitState(lee.say(conversation, "in the backup"), DeliveryState.DELIVERED);
      max.awaitState(max.say(conversation, "in the backup too"), DeliveryState.DELIVERED);
      process.database().stop();
      Path backup = Workplace.fresh("killed-backup");
      Workplace.copy(process.database().dataFolder(), backup);
      process.database().start();

      for (int i = 1; i <= 5; i++) {
        lee.awaitState(lee.say(conversation, "after the backup " + i), DeliveryState.DELIVERED);
      }
      MessageId maxs = max.say(conversation, "mine after the backup");
      max.awaitState(maxs, DeliveryState.DELIVERED);
      max.goAway();
      MessageId nobodys = lee.say(conversation, "max never got this");
      lee.awaitState(nobodys, DeliveryState.STORED);

      process.payara().kill();
      process.database().stop();
      Workplace.copy(backup, Workplace.emptied(process.database().dataFolder()));
      process.database().start();
      process.payara().start();
      lee.comeBack(Person.PASSWORD);
      try (Person maxAgain = Person.back(maxsDesk, "max")) {
        maxAgain.awaitText(conversation, "max never got this");
        lee.awaitState(lee.say(conversation, "new"), DeliveryState.DELIVERED);
        lee.awaitState(nobodys, DeliveryState.DELIVERED);
        maxAgain.awaitState(maxs, DeliveryState.DELIVERED);
        maxAgain.say(conversation, "new from max");
        lee.awaitText(conversation, "new from max");

        assertEquals(
            List.of("max never got this", "new"),
            texts(maxAgain.received(conversation)),
            "the rest was here already");
        assertEquals(
            List.of("in the backup too", "mine after the backup", "new from max"),
            texts(lee.received(conversation)),
            "nothing is shown twice");
        for (Person person : List.of(lee, maxAgain)) {
          assertEquals(
              List.of("server-restored"), person.problems(), "what " + person.name() + " is told");
        }
      }
    }
  }

  @Test
  void windowsChatWhileTheServerDiesAndComesBack()
      throws IOException, StartException, InterruptedException {
    try (Screen screen = Screen.start();
        RealWindow amy = RealWindow.open(screen, server, "amy");
        RealWindow abe = RealWindow.open(screen, server, "abe")) {
      amy.signIn(Person.PASSWORD);
      abe.signIn(Person.PASSWORD);
      amy.pick("#people", "abe");
      amy.press("#start");
      amy.say("before");
      abe.pick("#people", "amy");
      abe.awaitText("#messages", words -> words.contains("before"));
      abe.say("answer");
      amy.awaitText("#messages", words -> words.contains("answer"));

      process.payara().kill();
      for (RealWindow window : List.of(amy, abe)) {
        window.awaitText("#banner", words -> words.contains("No connection"));
      }
      amy.say("written meanwhile");
      amy.awaitText("#banner", words -> words.contains("1 message waits"));
      amy.awaitCount("#messages .tick-waiting", 1);

      process.payara().start();
      for (RealWindow window : List.of(amy, abe)) {
        window.comeBack();
      }
      abe.awaitText("#messages", words -> words.contains("written meanwhile"));
      amy.awaitCount("#messages .tick-waiting", 0);
      abe.say("after");
      amy.awaitText("#messages", words -> words.contains("after"));
      amy.leave();
      abe.leave();
    }
  }

  private static List<String> texts(List<StoredMessage> messages) {
    return messages.stream().map(message -> message.text().orElseThrow()).toList();
  }

  /** Waits until nothing is on its way any more, and compares. */
  private static void settle(Person one, Person other, ConversationId conversation) {
    for (Person person : List.of(one, other)) {
      for (StoredMessage message : person.sent(conversation)) {
        person.awaitState(message.id(), DeliveryState.DELIVERED);
      }
    }
    // A receipt can be here before the receiver's own window shows what it is for.
    other.awaitReceived(conversation, one.sent(conversation).size());
    one.awaitReceived(conversation, other.sent(conversation).size());
    new DeliveryLedger(one.sent(conversation), other.received(conversation)).check();
    new DeliveryLedger(other.sent(conversation), one.received(conversation)).check();
    List<Long> sequences =
        Stream.of(other.received(conversation), one.received(conversation))
            .flatMap(List::stream)
            .map(message -> message.sequence().orElseThrow())
            .sorted()
            .toList();
    assertEquals(LongStream.rangeClosed(1, sequences.size()).boxed().toList(), sequences, "no gap");
  }
}
