package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.collections.ListChangeListener;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.conversation.ChatStage;
import keyturn.desktop.conversation.ChatViewModel;
import keyturn.desktop.conversation.DraftLength;
import keyturn.desktop.conversation.MessageRow;
import keyturn.desktop.conversation.Tick;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.Presence;
import org.junit.jupiter.api.Test;

class ChatViewModelTest {
  private final Desk desk = Desk.talking();
  private final ChatViewModel chat = desk.model.chat();

  private static ClientEvent received(int number, String text) {
    return Events.message(Events.received(1, number, number, "Ada", text, Desk.NOON));
  }

  private static ClientEvent own(int number, long sequence, String text, DeliveryState state) {
    return Events.message(Events.own(1, number, sequence, text, Desk.NOON, state));
  }

  @Test
  void sendsWhatIsWrittenAndEmptiesTheComposer() {
    desk.asked();
    chat.draftProperty().set("  Hello  ");
    chat.send();
    assertEquals(
        List.of("send 1 Hello", "saveDraft 1 "), desk.asked(), "the draft goes after the message");
    assertEquals("", chat.draftProperty().get());
    chat.draftProperty().set(" \n ");
    chat.send();
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void draftsStayWithTheirPerson() {
    desk.say(Events.person(3, "Bob", Presence.AVAILABLE));
    chat.draftProperty().set("for Ada");
    desk.choose("Bob");
    assertEquals("", chat.draftProperty().get());
    desk.choose("Ada");
    assertEquals("for Ada", chat.draftProperty().get());
  }

  @Test
  void messagesStandInTheServersOrderAndThoseThatWaitAtTheEnd() {
    desk.say(own(10, 0, "mine", DeliveryState.WAITING), received(1, "one"), received(2, "two"));
    assertEquals(List.of("one", "two", "mine"), desk.texts());
    desk.say(own(10, 3, "mine", DeliveryState.STORED), received(4, "four"));
    assertEquals(List.of("one", "two", "mine", "four"), desk.texts());
  }

  @Test
  void aMessageThatGetsItsPlaceAmongOthersMovesThere() {
    desk.say(own(10, 0, "mine", DeliveryState.WAITING), received(3, "three"));
    desk.say(own(10, 2, "mine", DeliveryState.STORED));
    assertEquals(List.of("mine", "three"), desk.texts());
  }

  @Test
  void aReceiptChangesTheRowNotTheList() {
    desk.say(own(10, 1, "mine", DeliveryState.STORED));
    MessageRow row = chat.messages().get(0);
    List<Tick> ticks = new ArrayList<>();
    row.contentProperty().addListener((at, before, now) -> ticks.add(now.tick()));
    desk.say(own(10, 1, "mine", DeliveryState.DELIVERED), own(10, 1, "mine", DeliveryState.READ));
    assertEquals(List.of(Tick.DELIVERED, Tick.READ), ticks);
    assertSame(row, chat.messages().get(0));
    assertEquals("You: mine, 12:00, read", row.content().spoken());
  }

  @Test
  void aBurstIsOneChangeOfTheList() {
    List<Runnable> pulses = new ArrayList<>();
    List<ScriptedClient> clients = new ArrayList<>();
    DesktopViewModel model =
        new DesktopViewModel(
            (server, listener) -> {
              clients.add(new ScriptedClient(server, listener));
              return clients.get(0);
            },
            pulses::add,
            Runnable::run,
            java.time.Clock.fixed(Desk.NOON, java.time.ZoneOffset.UTC),
            () -> 0,
            new NoComputer().surroundings());
    model.start(Optional.of(Desk.SERVER), Optional.of("max"));
    clients.get(0).say(Events.connected(), Events.signedIn(), Events.conversation(1, 2, "Ada", 0));
    runAll(pulses);
    model.people().select(Optional.of(model.people().rows().get(0)));
    runAll(pulses);
    List<Integer> sizes = new ArrayList<>();
    model
        .chat()
        .messages()
        .addListener((ListChangeListener<MessageRow>) change -> sizes.add(change.getList().size()));
    for (int i = 1; i <= 500; i++) {
      clients.get(0).say(received(i, "text " + i));
    }
    assertEquals(1, pulses.size());
    runAll(pulses);
    assertEquals(List.of(500), sizes);
  }

  private static void runAll(List<Runnable> pulses) {
    while (!pulses.isEmpty()) {
      pulses.remove(0).run();
    }
  }

  @Test
  void seenOnlyWhenSomebodyLooks() {
    desk.asked();
    desk.say(received(1, "one"));
    assertEquals(List.of(), desk.asked());
    chat.attentive(true);
    assertEquals(List.of("markRead 1 1"), desk.asked());
    desk.say(received(2, "two"));
    assertEquals(List.of("markRead 1 2"), desk.asked());
    chat.attentive(false);
    chat.attentive(true);
    assertEquals(List.of(), desk.asked(), "already said");
  }

  @Test
  void theServerHearsWhatIsInFrontOfSomebody() {
    assertTrue(desk.asked().contains("watch 1 true"));
    desk.say(Events.signedIn());
    assertEquals(List.of("watch 1 true"), desk.asked(), "again after a reconnect");
    desk.model.people().select(Optional.empty());
    assertEquals(List.of("watch 1 false"), desk.asked());
  }

  @Test
  void startsAConversationWithTheCipherChosen() {
    desk.say(Events.person(3, "Bob", Presence.AVAILABLE));
    desk.choose("Bob");
    assertEquals(ChatStage.PERSON, chat.stageProperty().get());
    desk.asked();
    chat.start(Optional.of(CipherSuite.AES_128_GCM));
    assertEquals(List.of("open Bob AES_128_GCM"), desk.asked());
    assertTrue(chat.startingProperty().get());
    desk.say(Events.conversation(2, 3, "Bob", 0));
    assertEquals(ChatStage.OPEN, chat.stageProperty().get());
    assertFalse(chat.startingProperty().get());
    assertTrue(desk.asked().contains("watch 2 true"));
  }

  @Test
  void aRefusedStartCanBeTriedAgain() {
    desk.say(Events.person(3, "Bob", Presence.AVAILABLE));
    desk.choose("Bob");
    chat.start(Optional.empty());
    desk.say(new ClientEvent.Problem("suite-not-allowed", "no", Optional.empty()));
    assertFalse(chat.startingProperty().get());
  }

  @Test
  void anEndedConversationCanBeReadButNotContinued() {
    desk.say(received(1, "one"), Events.ended(1, 2, "Ada"));
    assertEquals(ChatStage.ENDED, chat.stageProperty().get());
    desk.asked();
    chat.draftProperty().set("too late");
    chat.send();
    assertEquals(List.of(), desk.asked());
    assertEquals(List.of("one"), desk.texts());
  }

  @Test
  void whatWillNotOpenIsShownAsUnreadableAndLateAsLate() {
    StoredMessage m = Events.received(1, 1, 1, "Ada", "x", Desk.NOON);
    desk.say(
        Events.message(
            new StoredMessage(
                m.conversation(),
                m.id(),
                new DeviceId(99),
                "Ada",
                false,
                Optional.empty(),
                1,
                OptionalLong.of(1),
                true,
                Desk.NOON,
                DeliveryState.STORED,
                0,
                0)));
    MessageRow.Content content = chat.messages().get(0).content();
    assertFalse(content.readable());
    assertEquals("This message cannot be opened.", content.text());
    assertEquals("arrived late", content.marks());
  }

  @Test
  void textThatWouldTurnTheReadingDirectionIsMadeVisible() {
    desk.say(received(1, "pay \u202Eeno\u0007"));
    assertEquals(List.of("pay \uFFFDeno\u2407"), desk.texts());
  }

  @Test
  void aDayBeginsWithALine() {
    desk.say(
        Events.message(Events.received(1, 1, 1, "Ada", "old", Desk.NOON.minus(Duration.ofDays(1)))),
        received(2, "new"),
        received(3, "newer"));
    assertEquals(
        List.of(Optional.of("Yesterday"), Optional.of("Today"), Optional.empty()),
        chat.messages().stream().map(r -> r.content().day()).toList());
  }

  @Test
  void olderMessagesComeInFrontInPages() {
    for (int i = 1; i <= 250; i++) {
      desk.client().stored.add(Events.received(1, i, i, "Ada", "text " + i, Desk.NOON));
    }
    desk.model.people().select(Optional.empty());
    desk.choose("Ada");
    assertEquals(100, chat.messages().size());
    assertEquals("text 151", desk.texts().get(0));
    chat.loadOlder();
    assertEquals(200, chat.messages().size());
    chat.loadOlder();
    chat.loadOlder();
    assertEquals(250, chat.messages().size());
    assertEquals("text 1", desk.texts().get(0));
    assertEquals(1, chat.messages().stream().filter(r -> r.content().day().isPresent()).count());
  }

  @Test
  void aRefusedMessageCanBeRetriedOrDeleted() {
    desk.say(own(10, 0, "mine", DeliveryState.NOT_DELIVERED));
    desk.asked();
    MessageRow row = chat.messages().get(0);
    chat.retry(row);
    chat.discard(row);
    assertEquals(List.of("retry " + Events.id(10), "discard " + Events.id(10)), desk.asked());
    assertEquals(List.of(), desk.texts());
  }

  @Test
  void aDraftIsInTheVaultASecondAfterItWasWritten() {
    desk.asked();
    chat.draftProperty().set("half a sent");
    desk.pass(Duration.ofMillis(600));
    chat.draftProperty().set("half a sentence");
    assertEquals(List.of(), desk.asked());
    desk.pass(Duration.ofMillis(600));
    assertEquals(List.of("saveDraft 1 half a sentence"), desk.asked());
    desk.pass(Duration.ofSeconds(9));
    assertEquals(List.of(), desk.asked(), "nothing was written since");
  }

  @Test
  void draftsComeBackFromTheVault() {
    Desk again = Desk.atSignIn();
    again.client().drafts.put(new keyturn.protocol.id.ConversationId(1), "from yesterday");
    again.say(Events.connected(), Events.signedIn(), Events.conversation(1, 2, "Ada", 0));
    again.choose("Ada");
    assertEquals("from yesterday", again.model.chat().draftProperty().get());
    again.asked();
    again.pass(Duration.ofSeconds(2));
    assertEquals(List.of(), again.asked());
  }

  @Test
  void closingTheWindowSavesTheDraftFirst() {
    chat.draftProperty().set("almost");
    desk.asked();
    desk.model.close();
    assertEquals(List.of("saveDraft 1 almost", "close"), desk.asked());
  }

  @Test
  void aTextThatIsTooLongIsKeptAndExplained() {
    desk.asked();
    chat.draftProperty().set("ü".repeat(24 * 1024 + 1));
    chat.send();
    assertEquals(List.of(), desk.asked());
    assertEquals(
        Optional.of("2 bytes too long: a message holds 48 KiB. Send it in parts."),
        DraftLength.warning(chat.draftProperty().get()));
    assertEquals(Optional.of("152 bytes left"), DraftLength.warning("a".repeat(49_000)));
    assertEquals(Optional.empty(), DraftLength.warning("a".repeat(40_000)));
  }

  private List<String> withLines() {
    return chat.messages().stream()
        .map(row -> (row.content().newBegins() ? "--- " : "") + row.content().text())
        .toList();
  }

  @Test
  void theLineStandsAboveTheFirstMessageThatWasUnread() {
    Desk away = Desk.signedIn();
    away.say(
        Events.conversation(1, 2, "Ada", 2),
        Events.message(Events.own(1, 7, 1, "mine", Desk.NOON, DeliveryState.STORED)),
        received(2, "two"),
        received(3, "three"));
    away.choose("Ada");
    assertEquals(
        List.of(false, true, false),
        away.model.chat().messages().stream().map(r -> r.content().newBegins()).toList());
  }

  @Test
  void whatComesWhileNobodyLooksIsCountedAndMarked() {
    chat.attentive(true);
    desk.say(received(1, "one"));
    assertEquals(List.of("one"), withLines());
    chat.atNewest(false);
    desk.say(received(2, "two"), received(3, "three"));
    assertEquals(List.of("one", "--- two", "three"), withLines());
    assertEquals(2, chat.unseenProperty().get());
    desk.asked();
    chat.atNewest(true);
    assertEquals(0, chat.unseenProperty().get());
    assertEquals(List.of("markRead 1 3"), desk.asked());
  }

  @Test
  void theLineGoesWhenOneAnswers() {
    chat.attentive(false);
    desk.say(received(1, "one"));
    assertEquals(List.of("--- one"), withLines());
    desk.say(own(10, 0, "mine", DeliveryState.WAITING));
    assertEquals(List.of("one", "mine"), withLines());
  }

  @Test
  void aConversationThatEndedSaysWhyNothingCanBeWritten() {
    assertEquals(Optional.empty(), chat.blockedProperty().get());
    desk.say(Events.ended(1, 2, "Ada"));
    assertEquals(
        Optional.of("This conversation has ended. It can be read, but not continued."),
        chat.blockedProperty().get());
    desk.asked();
    chat.draftProperty().set("too late");
    chat.send();
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void findsFromTheNewestUpAndAround() {
    for (int i = 1; i <= 120; i++) {
      desk.say(received(i, i % 50 == 0 ? "needle " + i : "hay " + i));
    }
    chat.find().open();
    chat.find().queryProperty().set("NEEDLE");
    assertEquals("1 of 2", chat.find().statusProperty().get());
    assertEquals(Optional.of("needle 100"), revealed());
    chat.find().older();
    assertEquals(Optional.of("needle 50"), revealed());
    chat.find().older();
    assertEquals(Optional.of("needle 100"), revealed());
    chat.find().newer();
    assertEquals("2 of 2", chat.find().statusProperty().get());
    chat.find().queryProperty().set("nothing like it");
    assertEquals("Nothing found", chat.find().statusProperty().get());
    chat.find().close();
    assertEquals("", chat.find().statusProperty().get());
  }

  private Optional<String> revealed() {
    return chat.revealedProperty().get().map(row -> row.content().text());
  }

  @Test
  void aLongMessageShowsItsBeginning() {
    desk.say(received(1, "word ".repeat(9_000)));
    MessageRow row = chat.messages().get(0);
    assertTrue(row.content().cut());
    assertEquals(2_000, row.content().text().length());
    assertEquals(45_000, row.wholeText().length());
    desk.say(received(2, "👩‍💻".repeat(5_000)));
    assertTrue(chat.messages().get(1).content().text().length() < 1_000);
  }

  @Test
  void messagesFarApartBeginABlock() {
    desk.say(received(1, "one"), received(2, "two"));
    desk.say(Events.message(Events.received(1, 3, 3, "Ada", "three", Desk.NOON.plusSeconds(600))));
    assertEquals(
        List.of(true, false, true),
        chat.messages().stream().map(r -> r.content().beginsBlock()).toList());
  }
}
