package keyturn.desktop.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.desktop.common.WebLink;

/** Cuts a text into what is written, what is drawn and what can be opened; in linear time. */
public final class Pieces {
  /** More pictures than this are a wall that nobody reads: the rest stays text. */
  public static final int MOST_PICTURES = 200;

  private final List<Piece> pieces = new ArrayList<>();
  private final String text;
  private int written;
  private int pictures;

  private Pieces(String text) {
    this.text = text;
  }

  /** Of a message: emoji and links. */
  public static List<Piece> of(String text) {
    Pieces cut = new Pieces(text);
    cut.cut(true);
    return cut.pieces;
  }

  /** Of a line in a list: emoji only. */
  public static List<Piece> withoutLinks(String text) {
    Pieces cut = new Pieces(text);
    cut.cut(false);
    return cut.pieces;
  }

  /** Whether there is nothing but a few pictures, which can then be large. */
  public static boolean areFewPictures(List<Piece> pieces) {
    return !pieces.isEmpty()
        && pieces.size() <= 3
        && pieces.stream().allMatch(Piece.Picture.class::isInstance);
  }

  private void cut(boolean links) {
    EmojiSet set = EmojiSet.standard();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      Optional<WebLink> link = links && (c == 'h' || c == 'H') ? link(at) : Optional.empty();
      Optional<EmojiSet.Found> found =
          pictures < MOST_PICTURES && (c >= 0x80 || text.startsWith("\u20E3", after(at)))
              ? set.at(text, at)
              : Optional.empty();
      if (link.isPresent()) {
        at = add(at, new Piece.Linked(link.get()), at + link.get().text().length());
      } else if (found.isPresent()) {
        pictures++;
        at = add(at, new Piece.Picture(found.get().emoji()), found.get().end());
      } else {
        at += Character.charCount(text.codePointAt(at));
      }
    }
    flush(text.length());
  }

  /** Behind a digit of a keycap and its variation selector. */
  private int after(int at) {
    boolean selected = at + 1 < text.length() && text.charAt(at + 1) == '\uFE0F';
    return Math.min(text.length(), at + (selected ? 2 : 1));
  }

  private Optional<WebLink> link(int at) {
    boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    return begins ? WebLink.at(text, at) : Optional.empty();
  }

  private int add(int at, Piece piece, int end) {
    flush(at);
    pieces.add(piece);
    written = end;
    return end;
  }

  private void flush(int end) {
    if (end > written) {
      pieces.add(new Piece.Plain(text.substring(written, end)));
    }
    written = end;
  }

  /** The words of all pieces, without the pictures. */
  static String written(List<Piece> pieces) {
    StringBuilder written = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Plain plain) {
        written.append(plain.text());
      } else if (piece instanceof Piece.Linked linked) {
        written.append(linked.link().text());
      }
    }
    return written.toString();
  }
}
