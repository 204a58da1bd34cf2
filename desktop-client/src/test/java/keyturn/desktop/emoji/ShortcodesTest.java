package keyturn.desktop.emoji;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShortcodesTest {
  private static String begun(String text) {
    return Shortcodes.begunAt(text, text.length()).map(Shortcodes.Begun::begun).orElse("-");
  }

  @Test
  void isBegunByAColonAndTwoLetters() {
    assertEquals("sm", begun("hello :sm"));
    assertEquals("+1", begun(":+1"));
    assertEquals("-", begun(":s"));
    assertEquals("-", begun("at 10:30"), "a time");
    assertEquals("-", begun("http://x"), "an address");
    assertEquals("-", begun(": no"));
    assertEquals("-", begun(":" + "a".repeat(60)));
  }

  @Test
  void isClosedByAColonIfThereIsSuchAnEmoji() {
    EmojiSet set = EmojiSet.standard();
    assertEquals(
        Optional.of("thumbs up 3"),
        Shortcodes.closedAt(set, "so :+1 then", 6).map(c -> c.emoji().name() + " " + c.from()));
    assertEquals(Optional.empty(), Shortcodes.closedAt(set, "so :nobody_knows then", 16));
    assertEquals(Optional.empty(), Shortcodes.closedAt(set, "", 0));
    assertEquals(Optional.empty(), Shortcodes.closedAt(set, ":", 1));
  }
}
