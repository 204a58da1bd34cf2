package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import keyturn.client.DeliveryState;
import keyturn.desktop.preferences.Notifying;
import keyturn.desktop.preferences.Sound;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private final Desk desk = Desk.talking();

  private void receive(int sequence, String text) {
    desk.say(Events.message(Events.received(1, sequence, sequence, "Ada", text, Desk.NOON)));
  }

  @Test
  void aNotificationNeverSaysWhatTheMessageSays() {
    receive(1, "the secret");
    assertEquals(List.of("Keyturn: New message OFF"), desk.computer.notified);
  }

  @Test
  void theSenderIsNamedOnlyIfTheUserWantsThat() {
    desk.computer.preferences.change(
        was -> was.withNotifying(Notifying.SENDER).withSound(Sound.ON));
    receive(1, "the secret");
    assertEquals(List.of("Keyturn: New message from Ada ON"), desk.computer.notified);
  }

  @Test
  void nothingIsToldOfOwnOrKnownMessagesOrToWhoIsLooking() {
    desk.say(Events.message(Events.own(1, 1, 1, "mine", Desk.NOON, DeliveryState.STORED)));
    receive(2, "new");
    receive(2, "new");
    assertEquals(1, desk.computer.notified.size());
    desk.model.notices().attentive(true);
    receive(3, "seen");
    desk.model.notices().attentive(false);
    desk.computer.preferences.change(was -> was.withNotifying(Notifying.OFF));
    receive(4, "silent");
    assertEquals(1, desk.computer.notified.size());
  }
}
