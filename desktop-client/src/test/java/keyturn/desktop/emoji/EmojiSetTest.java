package keyturn.desktop.emoji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmojiSetTest {
  private final EmojiSet set = EmojiSet.standard();

  private String at(String text) {
    return set.at(text, 0).map(f -> f.emoji().name() + " " + f.end()).orElse("-");
  }

  @Test
  void findsTheLongestSequence() {
    assertEquals("thumbs up 2", at("👍"));
    assertEquals("waving hand: medium skin tone 4", at("👋🏽!"));
    assertEquals("woman technologist 5", at("👩‍💻"));
    assertEquals("flag: Switzerland 4", at("🇨🇭🇩🇪"));
    assertEquals("red heart 2", at("❤️"));
    assertEquals("red heart 1", at("❤"));
    assertEquals("keycap: 1 3", at("1️⃣"));
  }

  @Test
  void lettersDigitsAndSignsStayText() {
    for (String text : List.of("1", "#", "©", "™ ", "a", "", "↔", "❤\uFE0E", "\u200D", "مرحبا")) {
      assertEquals("-", at(text), text);
    }
    assertEquals("copyright 2", at("©️"));
  }

  @Test
  void everyPictureIsAPng() {
    for (Emoji emoji : set.all()) {
      byte[] png = set.picture(emoji);
      assertTrue(png.length > 60 && png[1] == 'P' && png[2] == 'N' && png[3] == 'G', emoji.name());
      assertEquals(Optional.of(emoji), set.at(emoji.text(), 0).map(EmojiSet.Found::emoji));
    }
    assertTrue(set.all().size() > 1_800);
  }

  @Test
  void isFoundByNamesInBothLanguages() {
    assertEquals("thumbs up", first("thumb"));
    assertEquals("thumbs up", first("daumen hoch"));
    assertEquals("red heart", EmojiSearch.complete(set, "heart", 1).get(0).name());
    assertTrue(EmojiSearch.find(set, "  ", 5).isEmpty());
    assertTrue(EmojiSearch.find(set, "qqqq", 5).isEmpty());
  }

  private String first(String query) {
    return EmojiSearch.find(set, query, 1).get(0).name();
  }
}
