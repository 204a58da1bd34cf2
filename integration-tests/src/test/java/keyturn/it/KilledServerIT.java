package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
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
  private final ServerProcess process;
  private final ServerUnderTest server;

  KilledServerIT() throws IOException, StartException {
    process =
        ServerProcess.prepare(
            "killed", Map.of("keyturn.registration", "closed", "keyturn.schema.apply", "true"));
    server = process.server();
  }

  @BeforeAll
  void start() throws IOException, StartException, InterruptedException {
    process.payara().start();
    for (String name : List.of("ada", "ben", "eve", "kim")) {
      addAccount(name);
    }
  }

  /** As an administrator does: the real program, by its command line. */
  private void addAccount(String name) throws IOException, InterruptedException {
    Path folder = process.payara().config().folder();
    Path password = Files.writeString(folder.resolve("password"), Person.PASSWORD + "\n");
    Path output = folder.resolve("account-add.txt");
    TestDatabase database = process.database();
    Process add =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "keyturn.quickstart.Keyturn",
                "account",
                "add",
                name,
                "--database",
                database.jdbcUrl()
                    + "&user="
                    + database.user()
                    + "&password="
                    + database.password(),
                "--password-file",
                password.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(add.waitFor(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS), "account add ends");
    assertEquals(0, add.exitValue(), () -> "account add: " + read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
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
  void killedInTrafficItLosesNothingAndShowsNothingTwice()
      throws IOException, StartException, InterruptedException {
    try (Person ada = Person.back(server.settings("desk"), "ada");
        Person ben = Person.back(server.settings("desk"), "ben")) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.AES_256_GCM);
      try (Chatter adas = Chatter.of(ada, conversation);
          Chatter bens = Chatter.of(ben, conversation)) {
        ben.awaitReceived(conversation, 40);
        ada.awaitReceived(conversation, 40);
        process.payara().kill();
        adas.awaitSaid(adas.said() + 20);
        process.payara().start();
        ada.client().tryNow();
        ben.client().tryNow();
        adas.awaitSaid(adas.said() + 20);
        bens.awaitSaid(bens.said() + 20);
      }
      settle(ada, ben, conversation);
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

  /** Waits until nothing is on its way any more, and compares. */
  private static void settle(Person one, Person other, ConversationId conversation) {
    for (Person person : List.of(one, other)) {
      for (StoredMessage message : person.sent(conversation)) {
        person.awaitState(message.id(), DeliveryState.DELIVERED);
      }
    }
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
