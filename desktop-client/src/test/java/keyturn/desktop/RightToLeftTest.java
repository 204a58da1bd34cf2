package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.DevicesAnswer;
import keyturn.client.OwnDevice;
import keyturn.desktop.common.Language;
import keyturn.desktop.look.Theme;
import keyturn.desktop.settings.Section;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window in Arabic, which no release has: its layout is what is looked at. The pictures, to be
 * seen by people, are in {@code target/right-to-left}; which font draws the letters depends on the
 * machine.
 */
@ExtendWith({NativeFonts.class, ApplicationExtension.class})
class RightToLeftTest {
  private static final Path PICTURES = Path.of("target/right-to-left");
  private static final String LONG =
      "هذا أول اتصال، ولا توجد جهة معروفة تضمن هذا الخادم (8443). قارن الكلمات الست بما أعطاك إياه"
          + " المسؤول، ثم اكتب لي: هل هي نفسها؟ 👍";

  /** Letters may reach a little beyond their box. */
  private static final double OVERHANG = 8;

  private static final int PATIENCE_MILLIS = 30_000;

  private Optional<ShownWindow> shown = Optional.empty();

  @Start
  void start(Stage stage) {
    Language.speak(Locale.forLanguageTag("ar"));
    stage.setWidth(1000);
    stage.setHeight(640);
    shown = Optional.of(new ShownWindow(stage, Theme.LIGHT));
  }

  @AfterEach
  void english() {
    Language.speak(Locale.ENGLISH);
  }

  private ShownWindow window() {
    return shown.orElseThrow();
  }

  private void talk() {
    window().signIn();
    window()
        .say(
            Events.message(
                Events.received(1, 1, 1, "Ada", "صباح الخير! هل ما زلنا على الموعد؟", Desk.NOON)),
            Events.message(
                Events.own(
                    1, 2, 2, "نعم، حجزت القاعة 12 (الطابق 2).", Desk.NOON, DeliveryState.READ)),
            Events.message(
                Events.received(
                    1, 3, 3, "Ada", "See https://wiki.example.org/a?b=1 – شكرًا! 👍", Desk.NOON)),
            Events.message(
                Events.own(
                    1, 4, 4, "This one is English: 100 %.", Desk.NOON, DeliveryState.STORED)),
            Events.message(Events.received(1, 5, 5, "Ada", "你好，世界。こんにちは 한국어", Desk.NOON)),
            Events.message(Events.received(1, 6, 6, "Ada", LONG, Desk.NOON)));
    window().choose("Ada Lovelace");
  }

  @Test
  void thePeopleAreOnTheRightAndOwnBubblesOnTheLeft(FxRobot robot) throws IOException {
    talk();
    Scene scene = window().stage.getScene();
    assertEquals(NodeOrientation.RIGHT_TO_LEFT, scene.getEffectiveNodeOrientation());
    Bounds people = at(robot.lookup("#people").query());
    Bounds messages = at(robot.lookup("#messages").query());
    assertTrue(people.getMinX() >= messages.getMaxX(), people + " " + messages);
    Bounds mine = at(robot.lookup(".bubble-mine").query());
    Bounds theirs = at(robot.lookup(".bubble-theirs").query());
    assertTrue(mine.getMinX() < theirs.getMinX(), mine + " " + theirs);
    assertTrue(at(robot.lookup("#send").query()).getMaxX() <= at(composer(robot)).getMinX());
    assertEquals(List.of(), outside(scene.getRoot()));
    assertEquals(List.of(), covered(scene.getRoot()));
    picture(scene.getRoot(), "main");
    robot.clickOn("#key-ring");
    WaitForAsyncUtils.waitForFxEvents();
    for (Window other : List.copyOf(Window.getWindows())) {
      if (other != window().stage && other.isShowing()) {
        picture(other.getScene().getRoot(), "keys");
      }
    }
  }

  /** Words that stand outside of their bubble: a line that is drawn twice does. */
  private static List<String> outside(Parent root) {
    return root.lookupAll(".emoji-text").stream()
        .filter(RightToLeftTest::isSeen)
        .map(Parent.class::cast)
        .flatMap(
            flow ->
                flow.getChildrenUnmodifiable().stream()
                    .filter(Text.class::isInstance)
                    .map(Text.class::cast)
                    .filter(
                        text ->
                            text.getBoundsInParent().getMinX() < -OVERHANG
                                || text.getBoundsInParent().getMaxX()
                                    > flow.getLayoutBounds().getMaxX() + OVERHANG))
        .map(Text::getText)
        .toList();
  }

  /** Emoji that stand on words. */
  private static List<String> covered(Parent root) {
    return root.lookupAll(".emoji-text").stream()
        .filter(RightToLeftTest::isSeen)
        .map(Parent.class::cast)
        .filter(
            flow ->
                flow.getChildrenUnmodifiable().stream()
                    .filter(ImageView.class::isInstance)
                    .map(Node::getBoundsInParent)
                    .map(at -> new Point2D(at.getCenterX(), at.getCenterY()))
                    .anyMatch(
                        centre ->
                            flow.getChildrenUnmodifiable().stream()
                                .filter(Text.class::isInstance)
                                .anyMatch(text -> text.getBoundsInParent().contains(centre))))
        .map(Parent::toString)
        .toList();
  }

  private static Node composer(FxRobot robot) {
    return robot.lookup("#composer").query();
  }

  @Test
  void noPageCutsItsWords(FxRobot robot) throws IOException {
    window().say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN));
    look("sign-in");
    window()
        .say(
            new ClientEvent.ServerUntrusted(
                "chat.example.org:8443",
                Events.fingerprint("new"),
                Optional.of(Events.fingerprint("old")),
                Optional.empty()));
    look("changed");
    robot.type(KeyCode.ESCAPE);
    window()
        .say(
            new ClientEvent.ServerUntrusted(
                "chat.example.org:8443",
                Events.fingerprint("new"),
                Optional.empty(),
                Optional.empty()));
    look("trust");
  }

  @Test
  void theSettingsFollow(FxRobot robot) throws IOException {
    OwnDevice here =
        new OwnDevice(new DeviceId(11), "atlas – الحاسوب", Desk.NOON, Desk.NOON, true, true);
    OwnDevice phone = new OwnDevice(new DeviceId(12), "phone", Desk.NOON, Desk.NOON, false, false);
    window().client().devices = new DevicesAnswer.Devices(List.of(here, phone));
    talk();
    robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> window().model.settings().section().set(Section.DEVICES));
    WaitForAsyncUtils.waitForFxEvents();
    Stage settings =
        Window.getWindows().stream()
            .filter(other -> other != window().stage && other.isShowing())
            .filter(Stage.class::isInstance)
            .map(Stage.class::cast)
            .findFirst()
            .orElseThrow();
    Parent root = settings.getScene().getRoot();
    assertEquals(List.of(), cut(root));
    Bounds sections = at(root.lookup("#sections"));
    assertTrue(sections.getMinX() > at(root.lookup("#devices")).getMaxX());
    picture(root, "devices");
  }

  private void look(String name) throws IOException {
    Parent root = window().stage.getScene().getRoot();
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(), cut(root), name);
    picture(root, name);
  }

  /** What ends in an ellipsis although a page has room for its own words. */
  private static List<String> cut(Parent root) {
    return root.lookupAll(".text").stream()
        .filter(Text.class::isInstance)
        .filter(RightToLeftTest::isSeen)
        .filter(text -> text.getParent() instanceof Labeled)
        .filter(text -> ((Labeled) text.getParent()).getText() != null)
        .filter(text -> !((Text) text).getText().equals(((Labeled) text.getParent()).getText()))
        .map(text -> ((Labeled) text.getParent()).getText())
        .toList();
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Where it is as people see it. */
  private static Bounds at(Node node) {
    return node.localToScene(node.getBoundsInLocal());
  }

  private static void picture(Parent root, String name) throws IOException {
    WaitForAsyncUtils.waitForFxEvents();
    WritableImage image =
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, () -> root.getScene().snapshot(null));
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    result.setRGB(0, 0, width, height, pixels, 0, width);
    Files.createDirectories(PICTURES);
    ImageIO.write(result, "png", PICTURES.resolve(name + ".png").toFile());
  }
}
