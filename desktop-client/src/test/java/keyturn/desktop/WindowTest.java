package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.desktop.look.Theme;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The real views, drawn into memory, over a scripted client. */
@ExtendWith({NativeFonts.class, ApplicationExtension.class})
class WindowTest {
  private final List<ScriptedClient> clients = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private Optional<Stage> stage = Optional.empty();
  private final NoComputer computer = new NoComputer();

  @Start
  void start(Stage shown) {
    DesktopViewModel made =
        new DesktopViewModel(
            (server, listener) -> {
              ScriptedClient client = new ScriptedClient(server, listener);
              clients.add(client);
              return client;
            },
            Platform::runLater,
            Runnable::run,
            Clock.systemUTC(),
            System::nanoTime,
            computer.surroundings());
    stage = Optional.of(shown);
    new DesktopWindow(made, computer.preferences, Theme.LIGHT, link -> opened.add(link.host()))
        .open(shown, made::close);
    made.start(Optional.of(Desk.SERVER), Optional.of("max"));
  }

  private ScriptedClient client() {
    return clients.get(clients.size() - 1);
  }

  private void say(ClientEvent... events) {
    client().say(events);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void talk(FxRobot robot) {
    say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
    say(
        Events.person(2, "Ada", Presence.AVAILABLE),
        Events.conversation(1, 2, "Ada", 0),
        Events.key(1, 1482, Duration.ofSeconds(30)));
    ListView<?> people = robot.lookup("#people").queryAs(ListView.class);
    robot.interact(() -> people.getSelectionModel().select(0));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void type(FxRobot robot, String id, String text) {
    robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(text));
  }

  @Test
  void enterSignsIn(FxRobot robot) {
    say(Events.connected(), Events.welcomed(RegistrationPolicy.CLOSED));
    type(robot, "#password", "correct horse");
    robot.clickOn("#name").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("signIn max correct horse"), client().asked);
  }

  @Test
  void aWrongPasswordIsSaidAndTheCursorGoesThere(FxRobot robot) {
    say(
        Events.connected(),
        Events.welcomed(RegistrationPolicy.CLOSED),
        new ClientEvent.SignInRefused(Reason.SIGN_IN_REFUSED, Duration.ZERO));
    assertEquals(
        "Name or password is wrong.", robot.lookup("#error").queryAs(Label.class).getText());
    assertTrue(robot.lookup("#password").queryAs(TextField.class).isFocused());
    assertFalse(robot.lookup("#switch-mode").query().isVisible(), "accounts are closed");
  }

  @Test
  void enterOnTheTrustPageDoesNotConnect(FxRobot robot) {
    say(untrusted(Optional.empty()));
    assertTrue(robot.lookup("#refuse").queryAs(Button.class).isDefaultButton());
    robot.interact(() -> robot.lookup("#compared").queryAs(CheckBox.class).setSelected(true));
    robot.clickOn("#trust-title").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("refuseTrust"), client().asked);
  }

  @Test
  void enterOnTheTickBoxNeitherTicksNorTrusts(FxRobot robot) {
    say(untrusted(Optional.empty()));
    CheckBox box = robot.lookup("#compared").queryAs(CheckBox.class);
    robot.interact(box::requestFocus);
    robot.type(KeyCode.SPACE);
    assertTrue(box.isSelected());
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("refuseTrust"), client().asked);
  }

  @Test
  void enterTrustsOnlyOnTheButtonThatSaysSo(FxRobot robot) {
    say(untrusted(Optional.empty()));
    Button accept = robot.lookup("#accept").queryAs(Button.class);
    robot.interact(() -> robot.lookup("#compared").queryAs(CheckBox.class).setSelected(true));
    robot.interact(accept::requestFocus);
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("trust " + Events.fingerprint("new")), client().asked);
  }

  @Test
  void aChangedKeyCanBeReplacedOnlyByTypingTheServer(FxRobot robot) {
    say(untrusted(Optional.of(Events.fingerprint("old"))));
    Button replace = robot.lookup("#accept").queryAs(Button.class);
    assertTrue(replace.isDisabled());
    type(robot, "#typed-server", "chat.example.org");
    assertFalse(replace.isDisabled());
    robot.interact(replace::fire);
    assertEquals(List.of("trust " + Events.fingerprint("new")), client().asked);
  }

  private static ClientEvent untrusted(Optional<keyturn.crypto.Fingerprint> pinned) {
    return new ClientEvent.ServerUntrusted(
        "chat.example.org:8443", Events.fingerprint("new"), pinned, Optional.empty());
  }

  @Test
  void writesSendsAndShowsTheTick(FxRobot robot) {
    talk(robot);
    TextArea composer = robot.lookup("#composer").queryAs(TextArea.class);
    robot.clickOn("#composer");
    robot.interact(() -> composer.setText("Hello"));
    robot.interact(composer::end);
    robot.press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
    assertEquals("Hello\n", composer.getText());
    robot.interact(() -> composer.appendText("Ada"));
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(client().asked.contains("send 1 Hello\nAda"), client().asked.toString());
    assertEquals("", composer.getText());
    say(Events.message(Events.own(1, 1, 1, "Hello", Desk.NOON, DeliveryState.DELIVERED)));
    assertEquals(1, robot.lookup(".tick-delivered").queryAll().size());
  }

  @Test
  void everyRowAndHeaderSaysSupervised(FxRobot robot) {
    talk(robot);
    assertEquals(2, robot.lookup(".mode-badge.supervised").match(n -> shown(n)).queryAll().size());
    assertTrue(robot.lookup("#key-ring").query().isVisible());
  }

  private static boolean shown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theRingOpensTheKeys(FxRobot robot) {
    talk(robot);
    robot.clickOn("#key-ring", MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("you, Ada, the operator of this server").tryQuery().isPresent());
  }

  @Test
  void tenThousandMessagesMakeFewCells(FxRobot robot) {
    talk(robot);
    List<ClientEvent> burst = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      burst.add(Events.message(Events.received(1, i, i, "Ada", "text " + i, Desk.NOON)));
    }
    say(burst.toArray(ClientEvent[]::new));
    ListView<?> messages = robot.lookup("#messages").queryAs(ListView.class);
    assertEquals(10_000, messages.getItems().size());
    assertTrue(messages.lookupAll(".bubble").size() < 100);
  }

  @Test
  void newestMessageStaysInSightWhenABannerTakesHeightAway(FxRobot robot) {
    talk(robot);
    List<ClientEvent> burst = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      burst.add(Events.message(Events.received(1, i, i, "Ada", "text " + i, Desk.NOON)));
    }
    say(burst.toArray(ClientEvent[]::new));
    robot.interact(() -> stage.ifPresent(s -> s.setHeight(s.getHeight() - 260)));
    WaitForAsyncUtils.waitForFxEvents();
    ListView<?> messages = robot.lookup("#messages").queryAs(ListView.class);
    Bounds list = messages.localToScreen(messages.getBoundsInLocal());
    Node last = robot.from(messages).lookup("text 8").query();
    assertTrue(list.contains(last.localToScreen(last.getBoundsInLocal())));
  }

  @Test
  void closingTheWindowClosesTheClient(FxRobot robot) {
    talk(robot);
    robot.interact(() -> stage.ifPresent(Stage::close));
    assertTrue(client().asked.contains("close"));
  }
}
