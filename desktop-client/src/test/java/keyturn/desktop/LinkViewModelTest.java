package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.desktop.link.Banner;
import keyturn.desktop.link.LinkLight;
import keyturn.desktop.link.LinkViewModel;
import org.junit.jupiter.api.Test;

class LinkViewModelTest {
  private final Desk desk = Desk.talking();
  private final LinkViewModel link = desk.model.link();

  private String toast() {
    return link.toastProperty().get().orElse("");
  }

  private String banner() {
    return link.bannerProperty().get().map(Banner::text).orElse("");
  }

  @Test
  void aShortSpellOfConnectingDoesNotFlicker() {
    desk.say(Events.link(new LinkState.Connecting()));
    desk.pass(Duration.ofMillis(600));
    assertEquals("", banner());
    desk.pass(Duration.ofMillis(200));
    assertEquals("Connecting to chat.example.org:8443 …", banner());
    assertEquals(LinkLight.CONNECTING, link.lightProperty().get());
  }

  @Test
  void offlineCountsDownAndSaysWhatWaits() {
    desk.say(Events.waiting(1, 2, "Ada", 3), Events.offline(Duration.ofSeconds(8), 3));
    assertEquals("No connection. Next try in 8 s · 3 messages wait", banner());
    desk.pass(Duration.ofSeconds(6));
    assertEquals("No connection. Next try in 2 s · 3 messages wait", banner());
    desk.pass(Duration.ofSeconds(3));
    assertEquals("No connection. Trying again … · 3 messages wait", banner());
    assertEquals("Offline · 3 queued", link.statusProperty().get());
    desk.asked();
    link.act(Banner.Action.TRY_NOW);
    assertEquals(List.of("tryNow"), desk.asked());
  }

  @Test
  void triesBetweenTwoWaitsDoNotFlicker() {
    desk.say(Events.offline(Duration.ofSeconds(1), 0), Events.link(new LinkState.Connecting()));
    assertEquals("No connection. Trying again …", banner());
    assertEquals(LinkLight.OFFLINE, link.lightProperty().get());
    desk.say(Events.connected(), Events.signedIn());
    assertEquals("", banner());
  }

  @Test
  void aQueueThatWasSentIsToldForTwoSeconds() {
    desk.say(Events.waiting(1, 2, "Ada", 2), Events.offline(Duration.ofSeconds(8), 2));
    desk.say(Events.connected(), Events.signedIn());
    assertEquals("", banner());
    desk.say(Events.waiting(1, 2, "Ada", 0));
    assertEquals("2 messages sent", toast());
    assertEquals("", banner());
    desk.pass(Duration.ofSeconds(2));
    assertEquals("", toast());
  }

  @Test
  void aMessageSentAtOnceIsNotTold() {
    desk.say(Events.waiting(1, 2, "Ada", 1), Events.waiting(1, 2, "Ada", 0));
    assertEquals("", banner());
    assertEquals("Connected · 0 queued", link.statusProperty().get());
  }

  @Test
  void aKeyThatDoesNotComeIsTold() {
    desk.say(Events.key(1, 7, Duration.ofSeconds(30)));
    desk.pass(Duration.ofSeconds(31));
    assertEquals("", banner());
    desk.pass(Duration.ofSeconds(2));
    assertEquals("Waiting for the new key (8). Sending goes on in a moment.", banner());
    desk.pass(Duration.ofSeconds(9));
    assertEquals("The server has not sent a new key for 12 s. Messages wait.", banner());
  }

  /** The ring and its own banner say that a key is late; asking for it again is not a fault. */
  @Test
  void aKeyThatIsAskedForAgainIsNoProblem() {
    String before = banner();
    desk.say(
        new ClientEvent.Problem(
            "try-again", "later", Optional.of(new keyturn.protocol.id.ConversationId(1))));
    assertEquals(before, banner());
    desk.say(new ClientEvent.Problem("try-again", "later", Optional.empty()));
    assertTrue(banner().contains("at the moment"), banner());
  }

  @Test
  void theMostSeriousThingIsSaidFirst() {
    desk.say(Events.offline(Duration.ofSeconds(8), 0));
    desk.say(new ClientEvent.Problem("vault-failed", "Is the disk full?", Optional.empty()));
    assertEquals("The messages on this computer cannot be written. Is the disk full?", banner());
    link.act(Banner.Action.DISMISS);
    assertEquals("No connection. Next try in 8 s", banner());
  }
}
