package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keyturn.desktop.search.SearchRow;
import keyturn.desktop.search.SearchScope;
import keyturn.desktop.search.SearchViewModel;
import keyturn.protocol.message.Presence;
import org.junit.jupiter.api.Test;

class SearchViewModelTest {
  private final Desk desk = Desk.signedIn();
  private final SearchViewModel search = desk.model.search();

  SearchViewModelTest() {
    desk.say(
        Events.person(2, "Ada", Presence.AVAILABLE),
        Events.person(3, "Émile", Presence.AWAY),
        Events.conversation(1, 2, "Ada", 0));
    for (int i = 1; i <= 150; i++) {
      desk.say(Events.message(Events.received(1, i, i, "Ada", "number " + i, Desk.NOON)));
    }
    desk.asked();
  }

  private List<String> found() {
    return search.rows().stream().map(r -> r.person().content().name() + ": " + r.text()).toList();
  }

  @Test
  void findsPeopleAtOnceAndThenWhatWasWritten() {
    search.queryProperty().set("emil");
    assertEquals(SearchScope.ALL, search.scopeProperty().get());
    assertEquals(List.of("Émile: Away"), found());
    search.queryProperty().set("NUMBER 77");
    assertEquals(List.of("Ada: number 77"), found());
    assertEquals(Optional.of("MESSAGES"), search.rows().get(0).heading());
    search.queryProperty().set("");
    assertEquals(SearchScope.NONE, search.scopeProperty().get());
    assertEquals(List.of(), found());
  }

  @Test
  void oneLetterIsNotLookedForInTexts() {
    search.queryProperty().set("n");
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void jumpingToAPersonLooksAtNamesOnly() {
    search.begin(SearchScope.PEOPLE);
    assertEquals(List.of("Ada: Online", "Émile: Away"), found());
    search.queryProperty().set("number");
    assertEquals(List.of(), found());
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void aNewConversationIsOfferedWithThoseThereIsNoneWith() {
    search.begin(SearchScope.STRANGERS);
    assertEquals(List.of("Émile: Away"), found());
    search.open(search.rows().get(0));
    assertEquals(Optional.of("Émile"), desk.model.chat().personProperty().get().map(p -> p.name()));
    assertEquals(SearchScope.NONE, search.scopeProperty().get());
  }

  @Test
  void aFoundMessageIsBroughtFromTheVaultAndRevealed() {
    search.queryProperty().set("number 3");
    SearchRow oldest =
        search.rows().stream().filter(r -> r.text().equals("number 3")).findAny().orElseThrow();
    search.open(oldest);
    assertEquals(
        Optional.of("number 3"),
        desk.model.chat().revealedProperty().get().map(row -> row.content().text()));
    assertEquals(150, desk.model.chat().messages().size());
  }

  @Test
  void aLongTextShowsTheFoundPlace() {
    desk.say(
        Events.message(
            Events.received(1, 200, 200, "Ada", "word ".repeat(300) + "needle in it", Desk.NOON)));
    search.queryProperty().set("needle");
    assertTrue(found().get(0).endsWith("needle in it"), found().get(0));
    assertTrue(found().get(0).length() < 200);
  }
}
