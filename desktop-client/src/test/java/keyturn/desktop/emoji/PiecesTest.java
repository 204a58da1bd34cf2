package keyturn.desktop.emoji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static String cut(String text) {
    return Pieces.of(text).stream()
        .map(
            piece ->
                piece instanceof Piece.Plain plain
                    ? plain.text()
                    : piece instanceof Piece.Picture picture
                        ? "{" + picture.emoji().name() + "}"
                        : "[" + ((Piece.Linked) piece).link().address() + "]")
        .collect(Collectors.joining("|"));
  }

  @Test
  void aTextIsOnePiece() {
    assertEquals("just words, no more", cut("just words, no more"));
    assertEquals(List.of(), Pieces.of(""));
  }

  @Test
  void emojiAndLinksAreTakenOut() {
    assertEquals("Hi |{waving hand}| there", cut("Hi 👋 there"));
    assertEquals(
        "see |[https://example.org/a(b)]|, or not", cut("see https://example.org/a(b), or not"));
    assertEquals("{thumbs up}|{party popper}", cut("👍🎉"));
  }

  @Test
  void markupStaysText() {
    String html = "<b>bold</b> <a href=\"javascript:alert(1)\">x</a> &amp; <script>";
    assertEquals(html, cut(html));
    assertEquals(
        "javascript:alert(1) file:///etc/passwd", cut("javascript:alert(1) file:///etc/passwd"));
  }

  @Test
  void tenThousandEmojiBecomeFewPictures() {
    List<Piece> pieces = Pieces.of("👩‍💻".repeat(10_000));
    assertTrue(pieces.size() <= Pieces.MOST_PICTURES + 1, "pieces: " + pieces.size());
    assertEquals(
        50_000,
        pieces.stream()
            .mapToInt(p -> p instanceof Piece.Plain plain ? plain.text().length() : 5)
            .sum());
  }

  @Test
  void fewPicturesAloneMayBeLarge() {
    assertTrue(Pieces.areFewPictures(Pieces.of("👍🎉")));
    assertFalse(Pieces.areFewPictures(Pieces.of("👍🎉👍🎉")));
    assertFalse(Pieces.areFewPictures(Pieces.of("ok 👍")));
    assertFalse(Pieces.areFewPictures(Pieces.of("")));
  }

  @Test
  void hostileTextLosesNothing() {
    for (String text :
        List.of(
            "\u202Eevil\u202C",
            "\uD83D",
            "\uDC4D\uD83D",
            "http://",
            "https://http://https://",
            "h".repeat(70_000),
            "http://".repeat(9_000),
            "\u20E3\uFE0F1\uFE0F",
            "a" + "\u0301".repeat(5_000))) {
      String again =
          Pieces.of(text).stream()
              .map(
                  p ->
                      p instanceof Piece.Plain plain
                          ? plain.text()
                          : p instanceof Piece.Linked linked ? linked.link().text() : "")
              .collect(Collectors.joining());
      assertEquals(text, again);
    }
  }
}
