package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import keyturn.desktop.keyring.KeyRingState;
import keyturn.desktop.keyring.KeyRingViewModel;
import org.junit.jupiter.api.Test;

class KeyRingViewModelTest {
  private final Desk desk = Desk.talking();
  private final KeyRingViewModel ring = desk.model.keyRing();

  private void key(long epoch, int seconds) {
    desk.say(Events.key(1, epoch, Duration.ofSeconds(seconds)));
  }

  private String value(String label) {
    return ring.table().stream()
        .filter(r -> r.label().equals(label))
        .map(KeyRingViewModel.Row::value)
        .findAny()
        .orElse("missing");
  }

  @Test
  void emptiesWhileTheKeyLives() {
    key(1482, 30);
    desk.pass(Duration.ofSeconds(13));
    assertEquals(KeyRingState.STEADY, ring.stateProperty().get());
    assertEquals("Key 1482", ring.titleProperty().get());
    assertEquals("new key in 17 s", ring.detailProperty().get());
    assertEquals(17.0 / 30, ring.remainingProperty().get(), 1e-9);
  }

  @Test
  void waitsForTheNextKeyThenSaysThatItIsLate() {
    key(7, 30);
    desk.pass(Duration.ofSeconds(30));
    assertEquals(KeyRingState.ROTATING, ring.stateProperty().get());
    desk.pass(Duration.ofSeconds(10));
    assertEquals(KeyRingState.ROTATING, ring.stateProperty().get());
    desk.pass(Duration.ofSeconds(2));
    assertEquals(KeyRingState.LATE, ring.stateProperty().get());
    assertEquals("late by 12 s", ring.detailProperty().get());
    key(8, 30);
    assertEquals(KeyRingState.STEADY, ring.stateProperty().get());
    assertEquals("7 times · 1 late since this window opened", value("Turned"));
  }

  @Test
  void countsTurnsOfTheKeyOnShow() {
    key(7, 30);
    assertEquals(0, ring.turnsProperty().get(), "the first key is no turn");
    key(8, 30);
    desk.say(Events.key(2, 3, Duration.ofSeconds(30)), Events.key(2, 4, Duration.ofSeconds(30)));
    assertEquals(1, ring.turnsProperty().get());
  }

  @Test
  void anOldKeyForOpeningChangesNothing() {
    key(7, 30);
    key(5, 0);
    key(6, 10);
    assertEquals("Key 7", ring.titleProperty().get());
  }

  @Test
  void pausesOffline() {
    key(7, 30);
    desk.say(Events.offline(Duration.ofSeconds(8), 0));
    assertEquals(KeyRingState.PAUSED, ring.stateProperty().get());
    desk.pass(Duration.ofSeconds(50));
    assertEquals(KeyRingState.PAUSED, ring.stateProperty().get(), "no key can come: not late");
  }

  @Test
  void belongsToTheConversationOnShow() {
    key(7, 30);
    desk.say(Events.person(3, "Bob", keyturn.protocol.message.Presence.AVAILABLE));
    desk.choose("Bob");
    assertEquals(KeyRingState.NONE, ring.stateProperty().get());
    assertEquals(List.of(), ring.table());
    desk.choose("Ada");
    assertEquals(KeyRingState.STEADY, ring.stateProperty().get());
    desk.say(Events.ended(1, 2, "Ada"));
    assertEquals(KeyRingState.NONE, ring.stateProperty().get());
  }

  @Test
  void theTableSaysWhoCanReadAndUnderWhat() {
    key(7, 24);
    assertEquals("you, Ada, the operator of this server", value("Who can read"));
    assertEquals("AES-256-GCM", value("Cipher"));
    assertEquals("7, since 11:59:54", value("Key"));
    assertTrue(value("Tunnel").startsWith("X25519MLKEM768"));
  }

  @Test
  void failsWhenTheServerGivesNoKeyUntilOneComes() {
    key(7, 30);
    desk.say(
        new keyturn.client.ClientEvent.KeyRefused(
            new keyturn.protocol.id.ConversationId(1),
            keyturn.protocol.message.Reason.NOT_A_MEMBER));
    assertEquals(KeyRingState.FAILED, ring.stateProperty().get());
    assertEquals("no key, sending stops", ring.detailProperty().get());
    desk.pass(Duration.ZERO);
    assertTrue(desk.model.chat().blockedProperty().get().isPresent(), "the composer says why");
    assertEquals(
        "The server gives no key for this conversation. Sending stops.",
        desk.model.link().bannerProperty().get().map(b -> b.text()).orElse(""));
    key(8, 30);
    assertEquals(KeyRingState.STEADY, ring.stateProperty().get());
    assertTrue(desk.model.chat().blockedProperty().get().isEmpty());
  }

  @Test
  void aNewConnectionAsksAnew() {
    key(7, 30);
    desk.say(
        new keyturn.client.ClientEvent.KeyRefused(
            new keyturn.protocol.id.ConversationId(1), keyturn.protocol.message.Reason.NOT_ALLOWED),
        Events.connected());
    assertEquals(KeyRingState.STEADY, ring.stateProperty().get());
  }
}
