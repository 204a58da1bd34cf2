package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import keyturn.client.DeliveryState;
import keyturn.desktop.look.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The main window as it should look, with our own font and pictures and nothing that moves. Other
 * versions of the font rasteriser draw edges a little differently, so a small part of the pixels
 * may differ. {@code -Dgolden.update=true} writes the images anew.
 */
@ExtendWith({NativeFonts.class, ApplicationExtension.class})
class GoldenImagesTest {
  private static final Path SOURCES = Path.of("src/test/resources/keyturn/desktop/golden");
  private static final Path DIFFERENT = Path.of("target/golden");
  private static final int SAME_WITHIN = 48;
  private static final double MAY_DIFFER = 0.015;
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 640;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int MOST_TRIES = 200;

  private Optional<Stage> stage = Optional.empty();

  @Start
  void start(Stage given) {
    given.setWidth(WIDTH);
    given.setHeight(HEIGHT);
    stage = Optional.of(given);
  }

  @Test
  void light() throws IOException {
    compare("main-light", Theme.LIGHT, 1);
  }

  @Test
  void dark() throws IOException {
    compare("main-dark", Theme.DARK, 1);
  }

  @Test
  void lightAtOneAndAHalf() throws IOException {
    compare("main-light-150", Theme.LIGHT, 1.5);
  }

  private ShownWindow window(Theme theme) {
    ShownWindow window =
        WaitForAsyncUtils.waitForAsyncFx(
            PATIENCE_MILLIS, () -> new ShownWindow(stage.orElseThrow(), theme));
    window.signIn();
    Instant at = Desk.NOON.minusSeconds(2_000);
    window.say(
        Events.message(Events.received(2, 90, 1, "Bruno Keller", "Can you check? 🙏", at)),
        Events.message(Events.received(1, 1, 1, "Ada", "Morning! Are we still on for ten?", at)),
        Events.message(own(2, "Yes. I booked the small room.", DeliveryState.READ)),
        Events.message(
            Events.received(
                1, 3, 3, "Ada", "Great 👍🎉 I bring the key sheet.", at.plusSeconds(90))),
        Events.message(
            own(
                4,
                "Sounds good. The new build turns keys every 30 seconds, you can see the ring in"
                    + " the header; if it ever turns amber, messages wait until it recovers.",
                DeliveryState.DELIVERED)),
        Events.message(own(5, "See https://wiki.example.org/onboarding", DeliveryState.STORED)));
    window.choose("Ada Lovelace");
    return window;
  }

  private static keyturn.client.StoredMessage own(int number, String text, DeliveryState state) {
    return Events.own(1, number, number, text, Desk.NOON.minusSeconds(2_000 - number), state);
  }

  private void compare(String name, Theme theme, double scale) throws IOException {
    ShownWindow window = window(theme);
    BufferedImage actual = settled(window.stage.getScene().getRoot(), scale);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(SOURCES);
      ImageIO.write(actual, "png", SOURCES.resolve(name + ".png").toFile());
    }
    BufferedImage expected;
    try (InputStream in = Files.newInputStream(SOURCES.resolve(name + ".png"))) {
      expected = ImageIO.read(in);
    }
    assertEquals(expected.getWidth(), actual.getWidth(), "width");
    assertEquals(expected.getHeight(), actual.getHeight(), "height");
    double part = differing(expected, actual);
    if (part > MAY_DIFFER) {
      Files.createDirectories(DIFFERENT);
      ImageIO.write(actual, "png", DIFFERENT.resolve(name + ".png").toFile());
    }
    assertTrue(part <= MAY_DIFFER, "pixels that differ: " + part + ", see " + DIFFERENT);
  }

  /** What is drawn when drawing it again changes nothing. */
  private static BufferedImage settled(Parent root, double scale) {
    int[] before = {};
    for (int i = 0; i < MOST_TRIES; i++) {
      WaitForAsyncUtils.waitForFxEvents();
      WritableImage image =
          WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, () -> drawn(root, scale));
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      int[] now = new int[width * height];
      image
          .getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), now, 0, width);
      if (Arrays.equals(before, now)) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        result.setRGB(0, 0, width, height, now, 0, width);
        return result;
      }
      before = now;
    }
    throw new AssertionError("the window does not come to rest");
  }

  private static WritableImage drawn(Parent root, double scale) {
    // The cursor blinks.
    root.requestFocus();
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(scale, scale));
    return root.snapshot(parameters, null);
  }

  private static double differing(BufferedImage one, BufferedImage other) {
    long differing = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        int a = one.getRGB(x, y);
        int b = other.getRGB(x, y);
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          most = Math.max(most, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
        }
        differing += most > SAME_WITHIN ? 1 : 0;
      }
    }
    return (double) differing / one.getWidth() / one.getHeight();
  }
}
