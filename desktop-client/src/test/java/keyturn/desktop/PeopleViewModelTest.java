package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.desktop.emoji.Emoji;
import keyturn.desktop.people.PeopleRow;
import keyturn.desktop.people.PeopleViewModel;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;

class PeopleViewModelTest {
  private final Desk desk = Desk.signedIn();
  private final PeopleViewModel people = desk.model.people();

  private List<String> names() {
    return people.rows().stream().map(r -> r.content().name()).toList();
  }

  private PeopleRow row(String name) {
    return people.rows().stream()
        .filter(r -> r.content().name().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Test
  void conversationsComeFirstTheLatestOnTopThenPeopleByName() {
    desk.say(
        Events.person(5, "Émile", Presence.AWAY),
        Events.person(4, "Chiara", Presence.OFFLINE),
        Events.person(6, "Farida", Presence.AVAILABLE),
        Events.conversation(1, 2, "Ada", 0),
        Events.conversation(2, 3, "Bruno", 0));
    desk.say(
        Events.message(Events.received(1, 1, 1, "Ada", "early", Desk.NOON)),
        Events.message(
            Events.received(2, 2, 1, "Bruno", "later", Desk.NOON.plus(Duration.ofMinutes(1)))));
    assertEquals(List.of("Bruno", "Ada", "Chiara", "Émile", "Farida"), names());
    assertEquals(Optional.of("CONVERSATIONS"), row("Bruno").content().heading());
    assertEquals(Optional.empty(), row("Ada").content().heading());
    assertEquals(Optional.of("PEOPLE"), row("Chiara").content().heading());
  }

  @Test
  void oneIsNotInOnesOwnList() {
    desk.say(Events.person(Events.ME.value(), "Max Muster", Presence.AVAILABLE));
    assertEquals(List.of(), names());
    assertEquals("Max Muster", people.selfProperty().get());
  }

  @Test
  void theSelectedRowStaysTheSameWhileTheListIsSorted() {
    desk.say(Events.conversation(1, 2, "Ada", 0), Events.conversation(2, 3, "Bruno", 0));
    desk.choose("Ada");
    PeopleRow ada = row("Ada");
    desk.say(Events.message(Events.received(2, 2, 1, "Bruno", "news", Desk.NOON)));
    assertEquals(List.of("Bruno", "Ada"), names());
    assertSame(ada, people.selectedProperty().get().orElseThrow());
  }

  @Test
  void aRowSaysItAllInOneSentence() {
    desk.say(Events.person(2, "Ada", Presence.AVAILABLE), Events.conversation(1, 2, "Ada", 2));
    desk.say(Events.message(Events.received(1, 1, 1, "Ada", "See\nyou", Desk.NOON)));
    PeopleRow.Content content = row("Ada").content();
    assertEquals("See you", content.preview());
    assertEquals(
        "Ada, Online, supervised conversation, 2 unread messages, last: See you", content.spoken());
  }

  @Test
  void previewsOfWhatWasThereBeforeAreFetched() {
    desk.client().stored.add(Events.received(1, 1, 1, "Ada", "from yesterday", Desk.NOON));
    desk.say(Events.conversation(1, 2, "Ada", 0));
    assertEquals("from yesterday", row("Ada").content().preview());
  }

  @Test
  void anEndedConversationGivesWayToTheNext() {
    desk.say(Events.conversation(1, 2, "Ada", 0), Events.conversation(2, 2, "Ada", 0));
    desk.say(Events.ended(1, 2, "Ada"));
    assertEquals(2, row("Ada").content().conversation().orElseThrow().id().value());
    assertEquals(List.of("Ada"), names());
  }

  @Test
  void whoIsPinnedStaysOnTopAndIsRemembered() {
    desk.say(
        Events.conversation(1, 2, "Ada", 0),
        Events.conversation(2, 3, "Bruno", 0),
        Events.conversation(3, 4, "Chiara", 0));
    desk.choose("Chiara");
    people.togglePin();
    desk.choose("Bruno");
    people.togglePin();
    desk.say(Events.message(Events.received(1, 1, 1, "Ada", "news", Desk.NOON)));
    assertEquals(List.of("Chiara", "Bruno", "Ada"), names());
    assertEquals(Optional.of("PINNED"), row("Chiara").content().heading());
    assertEquals(Optional.of("CONVERSATIONS"), row("Ada").content().heading());
    assertEquals(Optional.of(row("Bruno")), people.pinned(2));
    assertEquals(Optional.empty(), people.pinned(3));
    assertEquals("4 3", desk.client().notes.get("pinned"));

    people.togglePin();
    assertEquals(List.of("Chiara", "Ada", "Bruno"), names());
    assertEquals("4", desk.client().notes.get("pinned"));
  }

  @Test
  void pinsAndEmojiOfTheLastTimeAreThereAgain() {
    Desk next = Desk.atSignIn();
    next.client().notes.put("pinned", "4 nonsense -1 2");
    next.client().notes.put("emoji", "👍 nonsense 🎉");
    next.say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
    next.say(Events.conversation(1, 2, "Ada", 0), Events.conversation(3, 4, "Chiara", 0));
    assertEquals(
        List.of("Chiara", "Ada"),
        next.model.people().rows().stream().map(r -> r.content().name()).toList());
    assertEquals(
        List.of("👍", "🎉"), next.model.chat().emoji().recent().stream().map(Emoji::text).toList());
    assertEquals("4 nonsense -1 2", next.client().notes.get("pinned"), "reading writes nothing");
    next.model.chat().emoji().used(next.model.chat().emoji().recent().get(1));
    assertEquals("🎉 👍", next.client().notes.get("emoji"));

    next.say(
        new keyturn.client.ClientEvent.SignedIn(
            new keyturn.protocol.id.UserId(77), "Eve", Events.MY_DEVICE, List.of()));
    assertEquals("4 nonsense -1 2", next.client().notes.get("pinned"), "not overwritten by Eve");
  }

  @Test
  void anotherPersonSigningInFindsNothingOfTheFirst() {
    desk.say(Events.conversation(1, 2, "Ada", 0));
    desk.choose("Ada");
    desk.model.chat().draftProperty().set("secret");
    desk.say(
        new keyturn.client.ClientEvent.SignedIn(
            new keyturn.protocol.id.UserId(77), "Eve", Events.MY_DEVICE, List.of()));
    assertEquals(List.of(), names());
    assertEquals(Optional.empty(), people.selectedProperty().get());
    desk.say(Events.conversation(9, 2, "Ada", 0));
    desk.choose("Ada");
    assertEquals("", desk.model.chat().draftProperty().get());
  }
}
