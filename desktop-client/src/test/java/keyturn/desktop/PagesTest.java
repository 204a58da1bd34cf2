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
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.desktop.look.TextSize;
import keyturn.desktop.look.Theme;
import keyturn.desktop.look.ThemeChoice;
import keyturn.desktop.settings.Section;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The real pages around the conversation, drawn into memory, over a scripted client. */
@ExtendWith({NativeFonts.class, ApplicationExtension.class})
class PagesTest {
  private final List<ScriptedClient> clients = new ArrayList<>();
  private final NoComputer computer = new NoComputer();
  private Optional<Scene> scene = Optional.empty();
  private Optional<DesktopViewModel> model = Optional.empty();

  @Start
  void start(Stage stage) {
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
    new DesktopWindow(made, computer.preferences, Theme.LIGHT, link -> {}).open(stage, made::close);
    made.start(Optional.of(Desk.SERVER), Optional.of("max"));
    scene = Optional.of(stage.getScene());
    model = Optional.of(made);
  }

  private void say(ClientEvent... events) {
    clients.get(clients.size() - 1).say(events);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void signIn() {
    say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
    say(
        Events.person(2, "Ada", Presence.AVAILABLE),
        Events.conversation(1, 2, "Ada", 0),
        Events.key(1, 1482, Duration.ofSeconds(30)));
  }

  private Parent root() {
    return scene.orElseThrow().getRoot();
  }

  private static List<Node> all(Node node) {
    List<Node> found = new ArrayList<>(List.of(node));
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> found.addAll(all(child)));
    }
    return found;
  }

  /** What a screen reader would read nothing for, or a mouse explain nothing about. */
  private static List<String> unnamed(Node page) {
    List<String> found = new ArrayList<>();
    for (Node node : all(page)) {
      if (node instanceof ButtonBase button
          && (button.getText() == null || button.getText().isBlank())
          && !(button instanceof CheckBox)
          && button.getStyleClass().contains("button-icon")
          && (button.getAccessibleText() == null
              || button.getAccessibleText().isBlank()
              || button.getTooltip() == null)) {
        found.add(button.toString());
      }
    }
    return found;
  }

  private Stage settings(FxRobot robot) {
    robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
    ObservableList<Window> windows = Window.getWindows();
    return windows.stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(stage -> stage.getTitle().contains("Settings"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyIconButtonOfEveryPageHasTextAndTooltip(FxRobot robot) {
    assertEquals(List.of(), unnamed(root()), "sign-in");
    say(new ClientEvent.VaultQuestion(Trouble.VAULT_OTHER_PASSWORD, 1));
    assertEquals(List.of(), unnamed(root()), "vault");
    signIn();
    robot.interact(
        () -> {
          DesktopViewModel made = model.orElseThrow();
          made.people().select(made.people().rows().stream().findFirst());
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(), unnamed(root()), "main");
    computer.pins.put("chat.example.org:8443", Events.fingerprint("server"));
    Stage settings = settings(robot);
    for (Section section : Section.values()) {
      robot.interact(() -> model.orElseThrow().settings().section().set(section));
      WaitForAsyncUtils.waitForFxEvents();
      assertEquals(List.of(), unnamed(settings.getScene().getRoot()), section.name());
    }
  }

  @Test
  void theOldPasswordIsTypedOnItsPage(FxRobot robot) {
    say(new ClientEvent.VaultQuestion(Trouble.VAULT_OTHER_PASSWORD, 0));
    robot.interact(
        () -> robot.lookup("#old-password").queryAs(PasswordField.class).setText("old one"));
    robot.clickOn("#vault-open");
    assertTrue(clients.get(0).asked.contains("openOldVault old one"));
  }

  @Test
  void theSafeButtonOfADamagedStoreIsTheDefault(FxRobot robot) {
    say(new ClientEvent.VaultQuestion(Trouble.VAULT_DAMAGED, 0));
    robot.clickOn("#vault-title").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(Page.SIGN_IN, model.orElseThrow().pageProperty().get());
    assertFalse(clients.get(0).asked.contains("beginNewVault"));
  }

  @Test
  void anEndedSessionFillsTheWindowUntilTheUserWantsToSignIn(FxRobot robot) {
    signIn();
    say(Events.link(new LinkState.Ended(LinkState.End.REVOKED, "")));
    assertEquals(
        "Your session has ended", robot.lookup("#ended-title").queryAs(Label.class).getText());
    robot.clickOn("#sign-in-again");
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("#submit").query().isVisible());
  }

  @Test
  void controlLLeavesNothingOfTheConversationInTheWindow(FxRobot robot) {
    signIn();
    robot.press(KeyCode.CONTROL).type(KeyCode.L).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(Page.SIGN_IN, model.orElseThrow().pageProperty().get());
    assertTrue(robot.lookup("#server").queryAs(TextField.class).isDisabled());
    boolean shown =
        all(root()).stream()
            .anyMatch(node -> node instanceof Label label && "Ada".equals(label.getText()));
    assertFalse(shown);
  }

  @Test
  void escapeClosesTheSettingsAlsoFromTheirList(FxRobot robot) {
    signIn();
    Stage settings = settings(robot);
    robot.interact(() -> settings.getScene().getRoot().lookup("#sections").requestFocus());
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(settings.isShowing());
  }

  @Test
  void settingsHoldAtOnce(FxRobot robot) {
    signIn();
    Stage settings = settings(robot);
    robot.interact(() -> model.orElseThrow().settings().section().set(Section.APPEARANCE));
    WaitForAsyncUtils.waitForFxEvents();
    Node page = settings.getScene().getRoot();
    robot.interact(
        () -> {
          ((ButtonBase) page.lookup("#theme-DARK")).fire();
          ((Slider) page.lookup("#text-size")).setValue(150);
          ((CheckBox) page.lookup("#reduced-motion")).setSelected(true);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(ThemeChoice.DARK, computer.preferences.get().theme());
    assertEquals(150, computer.preferences.get().text().percent());
    assertTrue(root().getStyleClass().contains("dark"));
    assertTrue(page.getStyleClass().contains("dark"));
    assertTrue(
        root().getPseudoClassStates().contains(PseudoClass.getPseudoClass("reduced-motion")));
  }

  /** No language of ours is written from right to left yet; its layout is ready for one. */
  @Test
  void fromRightToLeftTheListOfSettingsIsOnTheRight(FxRobot robot) {
    signIn();
    Stage settings = settings(robot);
    robot.interact(() -> settings.getScene().setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT));
    WaitForAsyncUtils.waitForFxEvents();
    Node list = settings.getScene().getRoot().lookup("#sections");
    assertTrue(list instanceof ListView<?>);
    Bounds at = list.localToScene(list.getBoundsInLocal());
    assertTrue(at.getMinX() > settings.getScene().getWidth() / 2, at.toString());
  }

  @Test
  void thereIsNoControlThatIsWiderThanTheWindowAt150Percent(FxRobot robot) {
    robot.interact(() -> computer.preferences.change(was -> was.withText(new TextSize(150))));
    WaitForAsyncUtils.waitForFxEvents();
    Node submit = robot.lookup("#submit").query();
    Bounds at = submit.localToScene(submit.getBoundsInLocal());
    assertTrue(at.getMinX() >= 0 && at.getMaxX() <= scene.orElseThrow().getWidth());
  }
}
