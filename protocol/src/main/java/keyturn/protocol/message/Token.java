package keyturn.protocol.message;

import keyturn.crypto.Bytes;

/** A resume token (32 bytes); {@code toString} is redacted. */
public record Token(Bytes value) {
  public static final int LENGTH_BYTES = 32;

  public Token {
    if (value.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a token must be " + LENGTH_BYTES + " bytes, was " + value.length());
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
