package keyturn.desktop.emoji;

import keyturn.desktop.common.WebLink;

/** A part of a message as it is shown. */
public sealed interface Piece {
  record Plain(String text) implements Piece {}

  record Picture(Emoji emoji) implements Piece {}

  record Linked(WebLink link) implements Piece {}
}
