package keyturn.protocol.supervised;

import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.codec.CborReader;
import keyturn.protocol.codec.CborWriter;
import keyturn.protocol.message.Limits;

/**
 * What is inside a payload (docs/spec/supervised.md#content): a CBOR map, so far always {@code {1:
 * text}}.
 *
 * @param text 1 to {@link Limits#MAX_TEXT_BYTES} bytes of UTF-8, without NUL
 */
public record Content(String text) {
  private static final int TEXT = 1;

  public Content {
    Limits.requireText("text", text, Limits.MAX_TEXT_BYTES);
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text: expected some, without NUL");
    }
  }

  /** The CBOR map; the caller wipes it when it is sealed. */
  public byte[] encode() {
    return CborWriter.write(out -> out.map(1, () -> out.key(TEXT).text(text)));
  }

  /**
   * Reads what a payload holds.
   *
   * @throws MalformedMessageException if it is anything else: shown as unreadable, and acknowledged
   */
  public static Content decode(byte[] encoded) throws MalformedMessageException {
    CborReader in = CborReader.of(encoded, Limits.MAX_SEALED_BYTES);
    in.openMap("content");
    in.key(TEXT);
    String text = in.text("text");
    in.closeMap();
    try {
      return new Content(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("content, " + e.getMessage());
    }
  }

  /** The length only. */
  @Override
  public String toString() {
    return "Content[" + text.length() + " characters]";
  }
}
