package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.desktop.look.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Keys, panes and popups of the main window, drawn into memory. */
@ExtendWith({NativeFonts.class, ApplicationExtension.class})
class MainWindowTest {
  private Optional<ShownWindow> shown = Optional.empty();

  @Start
  void start(Stage stage) {
    shown = Optional.of(new ShownWindow(stage, Theme.LIGHT));
  }

  private ShownWindow window() {
    return shown.orElseThrow();
  }

  private void talk() {
    window().signIn();
    window().choose("Ada Lovelace");
  }

  private static void press(FxRobot robot, KeyCode... keys) {
    robot.push(keys);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String focused() {
    Node owner = window().stage.getScene().getFocusOwner();
    return owner == null ? "" : String.valueOf(owner.getId());
  }

  private void awaitFocus(String id) {
    window().await("the cursor is in " + focused() + ", not in " + id, () -> focused().equals(id));
  }

  private static boolean isShown(FxRobot robot, String query) {
    return robot.lookup(query).tryQuery().filter(MainWindowTest::isSeen).isPresent();
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null && node.getScene().getWindow().isShowing();
  }

  @Test
  void theCursorGoesRoundThePanes(FxRobot robot) {
    talk();
    awaitFocus("composer");
    press(robot, KeyCode.F6);
    awaitFocus("people");
    press(robot, KeyCode.F6);
    awaitFocus("messages");
    press(robot, KeyCode.F6);
    awaitFocus("composer");
  }

  @Test
  void keysOpenSearchesAndEscapeLeavesThem(FxRobot robot) {
    talk();
    press(robot, KeyCode.CONTROL, KeyCode.K);
    awaitFocus("search");
    assertTrue(isShown(robot, "#found"));
    robot.interact(() -> robot.lookup("#search").queryAs(TextField.class).setText("bruno"));
    press(robot, KeyCode.ENTER);
    assertEquals(
        Optional.of("Bruno Keller"),
        window().model.chat().personProperty().get().map(p -> p.name()));
    press(robot, KeyCode.CONTROL, KeyCode.F);
    awaitFocus("find");
    press(robot, KeyCode.ESCAPE);
    window().await("the search is open", () -> !isShown(robot, "#find"));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
    awaitFocus("search");
    press(robot, KeyCode.CONTROL, KeyCode.N);
    assertEquals(1, robot.lookup("#found").queryAs(ListView.class).getItems().size());
    press(robot, KeyCode.ESCAPE);
    window().await("the list is hidden", () -> isShown(robot, "#people"));
  }

  @Test
  void altAndArrowsGoThroughTheList(FxRobot robot) {
    talk();
    press(robot, KeyCode.ALT, KeyCode.SHIFT, KeyCode.DOWN);
    assertEquals(
        Optional.of("Bruno Keller"),
        window().model.chat().personProperty().get().map(p -> p.name()));
  }

  @Test
  void whereBothPanesDoNotFitThereAreTwoPages(FxRobot robot) {
    talk();
    robot.interact(() -> window().stage.setWidth(600));
    window().await("both panes", () -> !isShown(robot, "#people") && isShown(robot, "#messages"));
    awaitFocus("composer");
    robot.interact(() -> window().stage.setWidth(480));
    window().await("the menu is outside", () -> right(robot, ".chat-header .menu-button") <= 480);
    press(robot, KeyCode.ESCAPE);
    window().await("the list", () -> isShown(robot, "#people") && !isShown(robot, "#messages"));
    window().choose("Ada Lovelace");
    window().await("the messages", () -> isShown(robot, "#messages"));
    robot.interact(() -> window().stage.setWidth(1000));
    window().await("both", () -> isShown(robot, "#people") && isShown(robot, "#messages"));
  }

  private static double right(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node.localToScene(node.getBoundsInLocal()).getMaxX();
  }

  @Test
  void aLinkSaysWhereItLeadsAndIsOpenedByASecondClick(FxRobot robot) {
    talk();
    window()
        .say(
            Events.message(
                Events.received(1, 1, 1, "Ada", "see https://EXAMPLE.org/x now", Desk.NOON)));
    window().await("no link", () -> isShown(robot, ".link"));
    robot.interact(() -> click(robot.lookup(".link").query()));
    assertEquals("example.org", robot.lookup("#link-host").queryAs(Label.class).getText());
    assertEquals(List.of(), window().opened);
    robot.interact(() -> robot.lookup("#link-open").queryAs(Button.class).fire());
    assertEquals(List.of("example.org"), window().opened);
  }

  private static void click(Node node) {
    node.fireEvent(
        new MouseEvent(
            MouseEvent.MOUSE_CLICKED,
            0,
            0,
            0,
            0,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  @Test
  void aShortcodeIsCompletedAndReplaced(FxRobot robot) {
    talk();
    TextArea composer = robot.lookup("#composer").queryAs(TextArea.class);
    awaitFocus("composer");
    robot.interact(
        () -> {
          composer.setText("well done :thumbsu");
          composer.end();
        });
    window().await("nothing is offered", () -> isShown(robot, "#shortcodes"));
    press(robot, KeyCode.TAB);
    window().await("not completed", () -> composer.getText().equals("well done 👍"));
    robot.interact(() -> composer.insertText(0, ":tada"));
    robot.interact(() -> composer.insertText(5, ":"));
    assertEquals("🎉well done 👍", composer.getText());
  }

  @Test
  void thePickerFindsAndInserts(FxRobot robot) {
    talk();
    press(robot, KeyCode.CONTROL, KeyCode.E);
    window().await("no picker", () -> isShown(robot, "#emoji-search"));
    robot.interact(() -> robot.lookup("#emoji-search").queryAs(TextField.class).setText("herz"));
    robot.interact(
        () ->
            robot
                .lookup("#emoji-search")
                .queryAs(TextField.class)
                .fireEvent(new javafx.event.ActionEvent()));
    TextArea composer = robot.lookup("#composer").queryAs(TextArea.class);
    window().await("nothing inserted", () -> !composer.getText().isEmpty());
    assertFalse(isShown(robot, "#emoji-search"));
  }

  @Test
  void hostileMessagesAreShownAndNothingHangs(FxRobot robot) {
    talk();
    String[] texts = {
      "\u202Egnp.exe\u202C",
      "<b>bold</b><script>alert(1)</script>",
      "a\u0000\u0007\u001B[31mred",
      "👩‍💻".repeat(10_000),
      "x".repeat(64 * 1024),
      "word ".repeat(12_000),
      "\n".repeat(60_000),
      "Z" + "\u0301\u0300\u0316".repeat(3_000),
      "مرحبا ".repeat(5_000),
      "\uD83D",
      "https://" + "a".repeat(60_000)
    };
    List<ClientEvent> events = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      events.add(Events.message(Events.received(1, i + 1, i + 1, "Ada", texts[i], Desk.NOON)));
    }
    window().say(events.toArray(ClientEvent[]::new));
    ListView<?> messages = robot.lookup("#messages").queryAs(ListView.class);
    for (int i = 0; i < texts.length; i++) {
      int at = i;
      robot.interact(() -> messages.scrollTo(at));
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertEquals(texts.length, messages.getItems().size());
    assertTrue(robot.lookup(".bubble").queryAll().size() >= 1);
  }

  @Test
  void aMessageThatWasRefusedCanBeTriedAgain(FxRobot robot) {
    talk();
    window()
        .say(
            Events.message(Events.own(1, 9, 0, "refused", Desk.NOON, DeliveryState.NOT_DELIVERED)));
    window().await("no bubble", () -> isShown(robot, ".bubble-failed"));
    robot.clickOn("Retry");
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(window().client().asked.contains("retry " + Events.id(9)));
  }

  @Test
  void anEndedConversationSaysWhyInTheComposer(FxRobot robot) {
    talk();
    window().say(Events.ended(1, 2, "Ada Lovelace"));
    TextArea composer = robot.lookup("#composer").queryAs(TextArea.class);
    window().await("enabled", composer::isDisabled);
    assertTrue(composer.getPromptText().startsWith("This conversation has ended."));
  }
}
