package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text on its ground has a contrast of 4.5:1, graphics one of 3:1 (WCAG 2.1, 1.4.3 and 1.4.11). */
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;
  private static final Pattern COLOUR = Pattern.compile("(-[a-z0-9-]+):\\s*(#[0-9a-f]{6})\\s*;");
  private static final Map<String, String> LIGHT = colours("light");
  private static final Map<String, String> DARK = colours("dark");

  @ParameterizedTest
  @CsvSource({
    "-color-fg-default, -color-bg-default",
    "-color-fg-default, -kt-side",
    "-color-fg-default, -kt-card",
    "-color-fg-default, -kt-hover",
    "-color-fg-default, -kt-chosen",
    "-color-fg-default, -kt-bubble-theirs",
    "-color-fg-default, -kt-ring-bg",
    "-color-fg-default, -kt-amber-bg",
    "-color-fg-default, -kt-grey-bg",
    "-color-fg-default, -kt-violet-bg",
    "-color-fg-muted, -color-bg-default",
    "-color-fg-muted, -kt-side",
    "-color-fg-muted, -kt-card",
    "-color-fg-muted, -kt-hover",
    "-color-fg-muted, -kt-chosen",
    "-color-fg-muted, -kt-bubble-theirs",
    "-color-fg-muted, -kt-grey-bg",
    "-kt-violet, -kt-violet-bg",
    "-kt-violet, -color-bg-default",
    "-kt-amber, -kt-amber-bg",
    "-kt-amber, -kt-card",
    "-kt-on-emphasis, -kt-bubble-mine",
    "-kt-on-emphasis, -color-accent-emphasis",
    "-kt-danger, -kt-card",
    "-kt-danger, -color-bg-default",
    "-kt-success, -kt-card"
  })
  void textCanBeRead(String text, String ground) {
    assertContrast(TEXT, text, ground);
  }

  @ParameterizedTest
  @CsvSource({
    "-kt-ring, -kt-ring-bg",
    "-kt-amber, -kt-amber-bg",
    "-color-fg-muted, -kt-grey-bg",
    "-kt-read, -kt-bubble-mine",
    "-color-accent-emphasis, -color-bg-default",
    "-color-accent-emphasis, -kt-card",
    "-color-accent-emphasis, -kt-side"
  })
  void graphicsCanBeSeen(String graphic, String ground) {
    assertContrast(GRAPHICS, graphic, ground);
  }

  @Test
  void whiteLettersOnEveryAvatarCanBeRead() {
    Matcher avatar =
        Pattern.compile("\\.avatar-[0-9] \\{ -fx-background-color: (#[0-9a-f]{6})")
            .matcher(read("/keyturn/desktop/keyturn.css"));
    int found = 0;
    while (avatar.find()) {
      found++;
      double contrast = contrast("#ffffff", avatar.group(1));
      assertTrue(contrast >= TEXT, avatar.group(1) + ": " + contrast);
    }
    assertEquals(8, found);
  }

  @Test
  void bothThemesHaveTheSameTokens() {
    assertEquals(new TreeSet<>(tokens("light").keySet()), new TreeSet<>(tokens("dark").keySet()));
  }

  private static void assertContrast(double wanted, String text, String ground) {
    for (Map<String, String> theme : List.of(LIGHT, DARK)) {
      double contrast = contrast(colour(theme, text), colour(theme, ground));
      assertTrue(
          contrast >= wanted,
          () ->
              "%s on %s in %s: %.2f"
                  .formatted(text, ground, theme == LIGHT ? "light" : "dark", contrast));
    }
  }

  private static String colour(Map<String, String> theme, String name) {
    return Objects.requireNonNull(theme.get(name), () -> "no colour " + name);
  }

  private static Map<String, String> colours(String theme) {
    Map<String, String> all =
        new HashMap<>(find(read("/atlantafx/base/theme/primer-" + theme + ".css")));
    all.putAll(tokens(theme));
    return all;
  }

  private static Map<String, String> tokens(String theme) {
    String css = read("/keyturn/desktop/tokens.css");
    int begin = css.indexOf("." + theme + " {");
    return find(css.substring(begin, css.indexOf('}', begin)));
  }

  private static Map<String, String> find(String css) {
    Map<String, String> found = new HashMap<>();
    Matcher matcher = COLOUR.matcher(css);
    while (matcher.find()) {
      found.putIfAbsent(matcher.group(1), matcher.group(2));
    }
    return found;
  }

  private static String read(String resource) {
    try (InputStream in = ContrastTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
